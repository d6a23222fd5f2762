package io.masterserver.runtime.peer;

import static io.masterserver.runtime.peer.ProbedPeer.failure;
import static io.masterserver.runtime.peer.ProbedPeer.request;
import static io.masterserver.runtime.peer.ProbedPeer.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.masterserver.api.AccessRule;
import io.masterserver.api.CoreProperties;
import io.masterserver.api.Exchange;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.exchange.Delivery;
import io.masterserver.runtime.exchange.Handling;
import io.masterserver.runtime.exchange.LiveExchange;
import io.masterserver.runtime.registry.ModuleActors;
import io.masterserver.runtime.registry.Route;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run of messages for one module")
class PeerRunTest {

  private static final Request<Integer, Integer> ADD = Request.of(1, "add", Codec.INT, Codec.INT);
  private static final Request<Integer, Integer> MEMBERS =
      Request.of(2, "members", Codec.INT, Codec.INT);
  private static final Request<Integer, Integer> OTHER =
      Request.of(3, "other", Codec.INT, Codec.INT);
  private static final PropertyKey<Integer> LEVEL = CoreProperties.PERMISSION_LEVEL;

  private static final ProbedNode node = new ProbedNode();

  private final TestProbe<Delivery> module = node.kit.createTestProbe();
  private final TestProbe<Delivery> other = node.kit.createTestProbe();
  private final ProbedPeer peer = node.connect();

  @BeforeEach
  void register() {
    var actors = new ModuleActors(module.ref(), List.of());
    node.register(
        "probed",
        route(ADD, AccessRule.anyone(), actors),
        route(MEMBERS, AccessRule.permission(5), actors));
    node.register(
        "other", route(OTHER, AccessRule.anyone(), new ModuleActors(other.ref(), List.of())));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Route route(
      Request<Integer, Integer> operation, AccessRule access, ModuleActors to) {
    return new Route(
        new Handling<Integer, Integer>(
            "probed",
            operation,
            operation.answer(),
            e -> e,
            access,
            false,
            false,
            Duration.ofSeconds(9)),
        to,
        false);
  }

  @SuppressWarnings("unchecked") // all operations here have these types
  private static Exchange<Integer, Integer> at(Delivery delivery, int index) {
    LiveExchange<?, ?> exchange = delivery.exchanges().get(index);
    assertThat(exchange.begin()).isTrue();
    return (Exchange<Integer, Integer>) exchange;
  }

  private static void respondTo(Delivery delivery, int index) {
    Exchange<Integer, Integer> exchange = at(delivery, index);
    exchange.respond(exchange.request());
    assertThat(delivery.exchanges().get(index).endTurn()).isTrue();
  }

  /** Gives a run back as the module's host does. */
  private static void giveBack(Delivery delivery, int taken) {
    delivery.owner().ran(delivery, taken, delivery.exchanges().get(taken - 1).isLeftOpen());
  }

  @Test
  void goes_as_one_delivery() {
    peer.send(request(ADD, 10, 1), request(ADD, 20, 2), request(ADD, 30, 3));
    Delivery delivery = module.receiveMessage();
    assertThat(delivery.exchanges()).hasSize(3);

    for (int i = 0; i < 3; i++) {
      respondTo(delivery, i);
    }
    giveBack(delivery, 3);

    assertThat(peer.receiveRest())
        .containsExactly(success(ADD, 10, 1), success(ADD, 20, 2), success(ADD, 30, 3));
  }

  @Test
  void ends_at_a_message_for_another_module() {
    peer.send(request(ADD, 10, 1), request(OTHER, 20, 2), request(ADD, 30, 3));

    Delivery first = module.receiveMessage();
    respondTo(first, 0);
    giveBack(first, 1);
    Delivery second = other.receiveMessage();
    respondTo(second, 0);
    giveBack(second, 1);
    Delivery third = module.receiveMessage();
    respondTo(third, 0);
    giveBack(third, 1);

    assertThat(first.exchanges()).hasSize(1);
    assertThat(second.exchanges()).hasSize(1);
    assertThat(third.exchanges()).hasSize(1);
    assertThat(peer.receiveRest())
        .containsExactly(success(ADD, 10, 1), success(OTHER, 20, 2), success(ADD, 30, 3));
  }

  @Test
  void ends_at_an_unknown_opcode_a_malformed_packet_and_a_refused_one() {
    peer.send(
        request(ADD, 10, 1),
        Message.request(99, Bytes.EMPTY, 2),
        Message.request(ADD.opcode(), Bytes.EMPTY, 3),
        request(MEMBERS, 20, 4),
        request(ADD, 30, 5));
    Delivery first = module.receiveMessage();
    respondTo(first, 0);
    giveBack(first, 1);
    Delivery second = module.receiveMessage();
    respondTo(second, 0);
    giveBack(second, 1);

    assertThat(peer.receiveRest())
        .containsExactly(
            success(ADD, 10, 1),
            failure(99, 2, Status.NOT_HANDLED, "opcode 99 is not handled"),
            failure(1, 3, Status.INVALID, "the packet of add is malformed"),
            failure(
                2, 4, Status.UNAUTHORIZED, "members is not allowed (it needs permission level 5)"),
            success(ADD, 30, 5));
    assertThat(peer.count("master.messages.unauthorized")).isEqualTo(1);
  }

  @Test
  void may_come_back_after_the_exchange_left_open_has_been_answered() {
    peer.send(request(ADD, 10, 1), request(ADD, 20, 2));
    Delivery delivery = module.receiveMessage();
    Exchange<Integer, Integer> open = at(delivery, 0);
    assertThat(delivery.exchanges().getFirst().endTurn()).isFalse();
    open.respond(11);
    peer.awaitHandled();

    giveBack(delivery, 1);

    assertThat(peer.receive(1)).containsExactly(success(ADD, 11, 1));
    Delivery rest = module.receiveMessage();
    respondTo(rest, 0);
    giveBack(rest, 1);
    assertThat(peer.receiveRest()).containsExactly(success(ADD, 20, 2));
  }

  @Test
  void ends_at_the_first_exchange_that_stays_open() {
    peer.send(request(ADD, 10, 1), request(ADD, 20, 2), request(ADD, 30, 3));
    Delivery delivery = module.receiveMessage();
    respondTo(delivery, 0);
    Exchange<Integer, Integer> open = at(delivery, 1);
    assertThat(delivery.exchanges().get(1).endTurn()).isFalse();
    giveBack(delivery, 2);
    assertThat(peer.receive(1)).containsExactly(success(ADD, 10, 1));

    open.respond(0);

    assertThat(peer.receive(1)).containsExactly(success(ADD, 0, 2));
    Delivery rest = module.receiveMessage();
    assertThat(rest.exchanges()).hasSize(1);
    assertThat(rest.exchanges().getFirst()).isNotSameAs(delivery.exchanges().get(2));
    respondTo(rest, 0);
    giveBack(rest, 1);
    assertThat(peer.receiveRest()).containsExactly(success(ADD, 30, 3));
  }

  @Test
  void is_held_against_the_access_rule_again_after_a_change() {
    peer.handle.write(LEVEL, 5);
    peer.send(request(ADD, 10, 1), request(MEMBERS, 20, 2));
    Delivery delivery = module.receiveMessage();
    assertThat(delivery.exchanges()).hasSize(2);
    Exchange<Integer, Integer> demoting = at(delivery, 0);
    demoting.peer().set(LEVEL, 4);
    demoting.respond(0);
    delivery.exchanges().getFirst().endTurn();

    giveBack(delivery, 1);

    assertThat(peer.receiveRest())
        .extracting(Message::responseId, Message::status)
        .containsExactly(tuple(1, Status.SUCCESS), tuple(2, Status.UNAUTHORIZED));
  }

  @Test
  void is_let_in_by_a_change_in_the_same_chunk() {
    peer.send(request(ADD, 10, 1), request(MEMBERS, 20, 2));
    Delivery delivery = module.receiveMessage();
    assertThat(delivery.exchanges()).hasSize(1);
    Exchange<Integer, Integer> promoting = at(delivery, 0);
    promoting.peer().set(LEVEL, 5);
    promoting.respond(0);
    delivery.exchanges().getFirst().endTurn();
    giveBack(delivery, 1);

    Delivery allowed = module.receiveMessage();
    respondTo(allowed, 0);
    giveBack(allowed, 1);

    assertThat(peer.receiveRest()).containsExactly(success(ADD, 0, 1), success(MEMBERS, 20, 2));
  }

  @Test
  void is_never_longer_than_64() {
    peer.send(IntStream.range(0, 100).mapToObj(i -> request(ADD, i, i)).toArray(Message[]::new));

    for (int size : new int[] {64, 36}) {
      Delivery delivery = module.receiveMessage();
      assertThat(delivery.exchanges()).hasSize(size);
      for (int i = 0; i < size; i++) {
        respondTo(delivery, i);
      }
      giveBack(delivery, size);
    }

    assertThat(peer.receiveRest())
        .extracting(Message::responseId)
        .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  @DisplayName(
      "has what was completed before a time-out settled once, and what was not begun again")
  void is_cut_off_in_the_middle() {
    peer.send(request(ADD, 10, 1), request(ADD, 20, 2), request(ADD, 30, 3));
    Delivery delivery = module.receiveMessage();
    respondTo(delivery, 0);
    Exchange<Integer, Integer> stuck = at(delivery, 1);
    peer.awaitHandled();
    node.pass(Duration.ofSeconds(9));
    assertThat(peer.receiveRest())
        .extracting(Message::status)
        .containsExactly(Status.SUCCESS, Status.TIMEOUT, Status.TIMEOUT);

    stuck.respond(0);
    giveBack(delivery, 2);

    peer.send(request(ADD, 40, 4));
    Delivery next = module.receiveMessage();
    respondTo(next, 0);
    giveBack(next, 1);
    assertThat(peer.receiveRest()).containsExactly(success(ADD, 40, 4));
  }
}
