package io.masterserver.runtime.peer;

import static io.masterserver.runtime.peer.ProbedPeer.notification;
import static io.masterserver.runtime.peer.ProbedPeer.request;
import static io.masterserver.runtime.peer.ProbedPeer.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.Exchange;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.testkit.InMemorySessionStore;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session that is saved")
class SavedSessionTest {

  private static final PropertyKey<Integer> GOLD =
      PropertyKey.of(900, "gold", Integer.class, Codec.INT).durable();
  private static final Request<Integer, Integer> EARN =
      Request.of(1, "earn", Codec.INT, Codec.INT).durable();
  private static final Request<String, String> ECHO = Request.of(2, "echo", Codec.TEXT, Codec.TEXT);
  private static final Notification<String> NOTE = Notification.of(3, "note", Codec.TEXT).durable();
  private static final Request<String, String> ASK =
      Request.of(4, "ask", Codec.TEXT, Codec.TEXT).durable();
  private static final Notification<Integer> EARNED =
      Notification.of(100, "earned", Codec.INT).durable();
  private static final Notification<String> NEWS = Notification.of(101, "news", Codec.TEXT);

  private final ProbedNode node = new ProbedNode(ProbedSession.SETTINGS);
  private final InMemorySessionStore records = new InMemorySessionStore();
  private final ProbedStore store = new ProbedStore(node, records);
  private final BlockingQueue<Exchange<String, String>> asked = new LinkedBlockingQueue<>();
  private ProbedSession session;
  private ProbedPeer peer;

  @BeforeEach
  void start() {
    node.store = store;
    node.start(
        "treasury",
        context -> {
          context.handle(EARN, e -> () -> earn(e));
          context.handle(ECHO, e -> () -> e.respond(e.request()));
          context.handle(NOTE, e -> () -> {});
          context.handle(
              ASK,
              e ->
                  () -> {
                    e.peer().send(EARNED, 1);
                    e.later();
                    asked.add(e);
                  });
        });
    session = ProbedSession.open(node);
    peer = session.peer;
  }

  private static void earn(Exchange<Integer, Integer> exchange) {
    int gold = exchange.peer().get(GOLD).orElse(0) + exchange.request();
    exchange.peer().set(GOLD, gold);
    exchange.peer().send(EARNED, exchange.request());
    exchange.respond(gold);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private SessionSnapshot saved() {
    return store.written(Bytes.EMPTY).snapshot();
  }

  private void expectNothingSent() {
    peer.awaitHandled();
    peer.connection.expectNoMessage(Duration.ZERO);
  }

  @Test
  void tells_its_client_nothing_of_a_durable_request_before_it_is_saved() {
    peer.send(request(EARN, 5, 1));
    peer.awaitHandled();
    peer.connection.expectNoMessage(Duration.ofMillis(50));

    store.answer("create");

    assertThat(peer.receive(2)).containsExactly(notification(EARNED, 5), success(EARN, 5, 1));
  }

  @Test
  void is_saved_with_what_the_request_has_done_and_what_its_client_is_told_of_it() {
    peer.send(request(EARN, 5, 1));
    store.answer("create");
    peer.receive(2);

    SessionSnapshot saved = saved();

    assertThat(saved.info().id()).isEqualTo(peer.id);
    assertThat(saved.kept()).hasSize(1);
    assertThat(saved.received()).isEqualTo(1);
    assertThat(saved.unfinished()).isEmpty();
    assertThat(saved.properties()).singleElement().matches(gold -> gold.code() == GOLD.code());
  }

  @Test
  void is_not_saved_for_what_is_not_durable() {
    peer.send(request(ECHO, "a", 1));
    peer.handle.send(NEWS, "b");

    peer.receive(2);

    store.expectNothing();
  }

  @Test
  void holds_back_also_what_comes_behind_something_durable() {
    peer.send(request(EARN, 5, 1), request(ECHO, "a", 2));
    peer.awaitHandled();

    store.answer("create");

    assertThat(peer.receive(3))
        .containsExactly(notification(EARNED, 5), success(EARN, 5, 1), success(ECHO, "a", 2));
  }

  @Test
  void is_saved_once_more_for_what_came_while_it_was_saved() {
    peer.send(request(EARN, 5, 1));
    peer.awaitHandled();
    peer.send(request(EARN, 6, 2));
    peer.awaitHandled();

    store.answer("create");
    assertThat(peer.receive(2)).containsExactly(notification(EARNED, 5), success(EARN, 5, 1));
    expectNothingSent();
    store.answer("save");

    assertThat(peer.receive(2)).containsExactly(notification(EARNED, 6), success(EARN, 11, 2));
  }

  @Test
  void is_not_saved_in_the_midst_of_a_durable_request() throws InterruptedException {
    peer.send(request(ASK, "a", 1));
    Exchange<String, String> open = asked.take();
    peer.awaitHandled();
    store.expectNothing();

    open.respond("b");
    store.answer("create");

    assertThat(peer.receive(2)).containsExactly(notification(EARNED, 1), success(ASK, "b", 1));
  }

  @Test
  void is_saved_with_a_durable_notification_that_waits_and_acknowledges_it_only_then() {
    Message note = notification(NOTE, "n");
    peer.send(Collections.nCopies(32, note).toArray(Message[]::new));
    assertThat(peer.receiveRest()).isEmpty();

    store.answer("create");
    store.answer("save");

    assertThat(peer.receive(1)).containsExactly(notification(SessionOperations.ACKNOWLEDGE, 32L));
    assertThat(saved().received()).isEqualTo(32);
    assertThat(saved().waiting()).isEmpty();
  }

  @Test
  void is_saved_because_a_durable_property_was_written() {
    peer.handle.write(GOLD, 3);

    store.answer("create");

    assertThat(saved().properties()).hasSize(1);
  }

  @Test
  void is_saved_because_a_durable_notification_is_sent_to_its_client() {
    peer.handle.send(EARNED, 3);
    expectNothingSent();

    store.answer("create");

    assertThat(peer.receive(1)).containsExactly(notification(EARNED, 3));
  }

  @Test
  void is_saved_when_it_begins_if_its_peer_has_durable_properties() {
    ProbedPeer rich = node.connect();
    rich.handle.write(GOLD, 3);
    rich.awaitHandled();

    rich.send(ProbedSession.open());

    store.answer("create");
  }

  @Test
  void sends_a_client_that_comes_back_only_what_is_saved() {
    peer.send(request(EARN, 5, 1));
    peer.awaitHandled();
    session.lose();
    ProbedPeer next = session.askToResume(0);
    session.expectResumed(next, 1, 1);
    next.connection.expectNoMessage(Duration.ZERO);

    store.answer("create");

    assertThat(next.receive(2)).containsExactly(notification(EARNED, 5), success(EARN, 5, 1));
  }

  @Test
  void tries_again_when_the_store_fails_and_refuses_durable_requests_meanwhile() {
    peer.send(request(EARN, 5, 1));
    store.fail();
    peer.awaitHandled();
    peer.send(request(EARN, 6, 2));
    expectNothingSent();

    node.pass(Duration.ofMillis(500));
    store.answer("create");

    assertThat(peer.receive(3))
        .satisfiesExactly(
            earned -> assertThat(earned).isEqualTo(notification(EARNED, 5)),
            answer -> assertThat(answer).isEqualTo(success(EARN, 5, 1)),
            refused -> {
              assertThat(refused.status()).isEqualTo(Status.FAILED);
              assertThat(ProbedPeer.text(refused)).contains("cannot be saved at the moment");
            });
  }

  @Test
  void takes_durable_requests_again_when_something_was_saved() {
    peer.send(request(EARN, 5, 1));
    store.fail();
    peer.awaitHandled();
    node.pass(Duration.ofMillis(500));
    store.answer("create");
    peer.receive(2);

    peer.send(request(EARN, 6, 2));
    store.answer("save");

    assertThat(peer.receive(2)).contains(success(EARN, 11, 2));
  }

  @Test
  void ends_when_another_node_goes_on_with_it() {
    peer.send(request(EARN, 5, 1));
    store.answer("create");
    peer.receive(2);
    records.takeOver(peer.id, SessionToken.hash(secret()));

    peer.send(request(EARN, 6, 2));
    store.answer("save");

    assertThat(peer.connection.expectMessageClass(PeerConnection.Close.class).reason())
        .isEqualTo("its session goes on at another node");
    peer.connection.expectTerminated(peer.ref);
  }

  private Bytes secret() {
    return SessionToken.parse(session.ticket.token()).orElseThrow().secret();
  }

  @Test
  void is_deleted_when_its_client_closes_it() {
    peer.handle.write(GOLD, 3);
    store.answer("create");
    peer.awaitHandled();

    peer.send(notification(SessionOperations.CLOSE, Empty.EMPTY));

    store.answer("remove");
  }

  @Test
  void is_deleted_when_its_client_does_not_come_back() {
    peer.handle.write(GOLD, 3);
    store.answer("create");
    session.lose();

    node.pass(ProbedSession.RESUME_WITHIN);

    store.answer("remove");
  }

  @Test
  void stays_when_its_node_stops() {
    peer.handle.write(GOLD, 3);
    store.answer("create");
    session.lose();

    node.sessions.close("the server is stopping");

    peer.connection.expectTerminated(peer.ref);
    store.expectNothing();
  }

  @Test
  void is_not_saved_where_no_module_saves_sessions() {
    node.store = null;

    peer.send(request(EARN, 5, 1));

    assertThat(peer.receive(2)).containsExactly(notification(EARNED, 5), success(EARN, 5, 1));
  }
}
