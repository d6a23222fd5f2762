package io.masterserver.runtime.cluster;

import static io.masterserver.runtime.cluster.ClusterNode.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Leave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The other nodes")
class OtherNodesTest {

  private static final ClientAddresses OF_A =
      new ClientAddresses(List.of("a:5001"), List.of("a:5000"));

  private static final ClientAddresses OF_B =
      new ClientAddresses(List.of("b:5001", "both:5001"), List.of("b:5000"));

  private final ClusterNode a = new ClusterNode();
  private final ClusterNode b = new ClusterNode();
  private final AtomicInteger clientsOfB = new AtomicInteger();
  private final OtherNodes othersOfA = OtherNodes.start(a.kit.system(), OF_A, () -> 0);
  private final OtherNodes othersOfB = OtherNodes.start(b.kit.system(), OF_B, clientsOfB::get);

  @BeforeEach
  void join() {
    a.join(a);
    othersOfA.thisOneIsReady(true);
    b.join(a);
  }

  @AfterEach
  void stop() {
    b.close();
    a.close();
  }

  private void await(String... addresses) {
    assertEventually(() -> assertThat(othersOfA.addresses("tls")).containsOnly(addresses));
  }

  private void assertEventually(Runnable assertion) {
    TestProbe<Object> probe = a.kit.createTestProbe();
    probe.awaitAssert(
        PATIENCE,
        () -> {
          assertion.run();
          return null;
        });
  }

  @Test
  void tell_where_clients_reach_them_while_they_are_ready() {
    assertEventually(() -> assertThat(othersOfB.addresses("ws")).containsExactly("a:5000"));
    assertThat(othersOfA.areThere()).isFalse();

    othersOfB.thisOneIsReady(true);
    await("b:5001", "both:5001");
    assertThat(othersOfA.addresses("wss")).containsExactly("b:5000");

    othersOfB.thisOneIsReady(false);
    assertEventually(() -> assertThat(othersOfA.areThere()).isFalse());
    assertThat(othersOfA.addresses("tcp")).isEmpty();
  }

  @Test
  void say_how_many_clients_they_have_when_they_are_told_to() {
    othersOfB.thisOneIsReady(true);
    assertEventually(() -> assertThat(othersOfA.all()).containsExactly(new OtherNode(OF_B, 0)));

    clientsOfB.set(5);
    othersOfB.announce();

    assertEventually(() -> assertThat(othersOfA.all()).containsExactly(new OtherNode(OF_B, 5)));
  }

  @Test
  void are_forgotten_when_they_leave_without_a_word() {
    othersOfB.thisOneIsReady(true);
    await("b:5001", "both:5001");

    Cluster cluster = Cluster.get(b.kit.system());
    cluster.manager().tell(Leave.create(cluster.selfMember().address()));

    assertEventually(() -> assertThat(othersOfA.areThere()).isFalse());
  }

  @Test
  void say_it_in_a_message_that_can_travel() {
    a.kit
        .serializationTestKit()
        .verifySerialization(new AddressExchange.Announced(-7, true, OF_B, 5), true);
  }

  @Test
  void are_named_up_to_a_bound() {
    List<String> many = IntStream.range(0, 50).mapToObj(i -> "n%d:1".formatted(i)).toList();
    var c = new ClusterNode();
    try {
      OtherNodes.start(c.kit.system(), new ClientAddresses(many, List.of()), () -> 0)
          .thisOneIsReady(true);
      c.join(a);
      assertEventually(
          () ->
              assertThat(othersOfA.addresses("tcp"))
                  .hasSize(OtherNodes.MOST_ADDRESSES)
                  .isSubsetOf(many));
    } finally {
      c.close();
    }
  }
}
