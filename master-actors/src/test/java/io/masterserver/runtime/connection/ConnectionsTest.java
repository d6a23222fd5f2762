package io.masterserver.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.GoingAway;
import io.masterserver.runtime.peer.PeerConnection;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The connections of a node that stops")
class ConnectionsTest {

  private static final ActorTestKit kit = ActorTestKit.create();

  private final Connections connections = new Connections();

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  private TestProbe<PeerConnection.Command> open(String transport) {
    TestProbe<PeerConnection.Command> connection = kit.createTestProbe();
    connections.add(connection.ref(), transport);
    return connection;
  }

  private static GoingAway by(String transport) {
    return new GoingAway("bye", 0, List.of("to-by-" + transport + ":1"));
  }

  @Test
  void are_told_what_fits_their_transport_and_few_soon_whatever_the_time_for_all() {
    List<TestProbe<PeerConnection.Command>> tcp =
        Stream.generate(() -> open("tcp")).limit(5).toList();
    TestProbe<PeerConnection.Command> webSocket = open("ws");

    connections.goAway(ConnectionsTest::by, Duration.ofHours(1));

    tcp.forEach(one -> one.expectMessage(new PeerConnection.GoAway(by("tcp"))));
    webSocket.expectMessage(new PeerConnection.GoAway(by("ws")));
  }

  @Test
  void are_told_also_when_they_come_late() {
    connections.goAway(ConnectionsTest::by, Duration.ZERO);

    open("tcp").expectMessage(new PeerConnection.GoAway(by("tcp")));
  }

  @Test
  void have_gone_when_the_last_one_has() {
    TestProbe<PeerConnection.Command> first = open("tcp");
    TestProbe<PeerConnection.Command> last = open("tcp");
    var gone = connections.goAway(ConnectionsTest::by, Duration.ZERO).toCompletableFuture();

    connections.remove(first.ref());
    assertThat(gone).isNotDone();
    connections.remove(last.ref());
    assertThat(gone).isCompleted();
  }
}
