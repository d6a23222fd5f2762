package io.masterserver.runtime.peer;

import static io.masterserver.runtime.peer.ProbedPeer.notification;
import static io.masterserver.runtime.peer.ProbedPeer.request;
import static io.masterserver.runtime.peer.ProbedPeer.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.ModuleEvent;
import io.masterserver.api.PeerConnected;
import io.masterserver.api.PeerDetached;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.api.PeerResumed;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.packet.session.SessionResumed;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.runtime.exchange.EncodedProperty;
import io.masterserver.testkit.InMemorySessionStore;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session whose node has died")
class RestoredSessionTest {

  private static final PropertyKey<Integer> GOLD =
      PropertyKey.of(900, "gold", Integer.class, Codec.INT).durable();
  private static final Request<String, Integer> GOLD_OF =
      Request.of(1, "gold-of", Codec.TEXT, Codec.INT);
  private static final Notification<String> NOTE = Notification.of(3, "note", Codec.TEXT).durable();
  private static final Notification<String> NEWS = Notification.of(101, "news", Codec.TEXT);

  private static final Bytes SECRET = Bytes.ofHex("000102030405060708090a0b0c0d0e0f");
  private static final PeerInfo INFO =
      new PeerInfo(new PeerId(65_600), new UUID(1, 2), "127.0.0.1:5", "tcp");

  private final ProbedNode node = new ProbedNode(ProbedSession.SETTINGS);
  private final ProbedStore store = new ProbedStore(node, new InMemorySessionStore());
  private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() {
    node.store = store;
    node.start(
        "treasury",
        context -> {
          context.handle(GOLD_OF, e -> () -> e.respond(e.peer().get(GOLD).orElse(0)));
          context.handle(NOTE, e -> () -> notes.add(e.request()));
        });
  }

  @AfterEach
  void stop() {
    node.close();
  }

  /** Received 7, sent 5 of which the last two are kept, 70 gold. */
  private static SessionSnapshot snapshot(Message... waiting) {
    return new SessionSnapshot(
        INFO,
        0,
        List.of(EncodedProperty.of(GOLD, 70)),
        7,
        3,
        List.of(frame("four"), frame("five")),
        List.of(41, 42),
        List.of(waiting));
  }

  private static ByteString frame(String text) {
    return PeerActorHandle.frame(NEWS, text);
  }

  private ActorRef<Peer.Command> restore(SessionSnapshot snapshot) {
    return adopt(new AdoptedSession(snapshot, SECRET, 2, true), event -> {});
  }

  /** Returns when the peer is there. */
  private ActorRef<Peer.Command> adopt(AdoptedSession session, Consumer<ModuleEvent> events) {
    ActorRef<Peer.Command> adopted = node.kit.spawn(Peer.adopted(node.services(events), session));
    TestProbe<Peer.Reached> barrier = node.kit.createTestProbe();
    adopted.tell(new Peer.Probe(barrier.ref()));
    barrier.expectMessage(new Peer.Reached(adopted));
    return adopted;
  }

  /** A new connection whose client wants to go on, and has had {@code received} messages. */
  private ProbedPeer resume(ActorRef<Peer.Command> restored, long received) {
    ProbedPeer next = node.connect();
    var token = new SessionToken(INFO.id(), ProbedNode.SILENT, SECRET);
    next.ref.tell(
        new Peer.Inbound(
            next.connection.ref(), List.of(ProbedSession.resume(token.bytes(), received))));
    next.connection.expectMessage(new PeerConnection.Attached(restored, INFO.id().value(), 0));
    return next;
  }

  private static SessionResumed answer(Message message) {
    return SessionOperations.RESUME.answer().decode(message.data());
  }

  @Test
  void says_what_it_has_had_and_what_it_will_not_answer() {
    ProbedPeer next = resume(restore(snapshot()), 5);

    assertThat(answer(next.receive(1).getFirst()))
        .isEqualTo(new SessionResumed(7, true, List.of(41, 42)));
  }

  @Test
  void says_so_again_to_a_client_that_may_not_have_heard_it() {
    ActorRef<Peer.Command> restored = restore(snapshot());
    resume(restored, 5).receive(1);

    ProbedPeer again = resume(restored, 5);

    assertThat(answer(again.receive(1).getFirst()))
        .isEqualTo(new SessionResumed(7, true, List.of(41, 42)));
  }

  @Test
  void goes_on_as_any_other_when_its_client_has_said_something() {
    ActorRef<Peer.Command> restored = restore(snapshot());
    ProbedPeer next = resume(restored, 5);
    next.receive(1);
    restored.tell(new Peer.Inbound(next.connection.ref(), List.of(request(GOLD_OF, "", 43))));
    next.receive(1);

    ProbedPeer again = resume(restored, 6);

    assertThat(answer(again.receive(1).getFirst()))
        .isEqualTo(new SessionResumed(8, false, List.of()));
  }

  @Test
  void sends_again_what_its_client_has_not_had() {
    ProbedPeer next = resume(restore(snapshot()), 4);

    next.receive(1);

    assertThat(next.receive(1)).containsExactly(notification(NEWS, "five"));
  }

  @Test
  void goes_on_counting_from_what_its_client_has_had_if_that_is_more() {
    ActorRef<Peer.Command> restored = restore(snapshot());
    ProbedPeer next = resume(restored, 9);
    next.receive(1);
    var handle = new PeerActorHandle(INFO.id(), restored, node.kit.system());
    handle.send(NEWS, "ten");
    assertThat(next.receive(1)).containsExactly(notification(NEWS, "ten"));

    ProbedPeer again = resume(restored, 9);

    again.receive(1);
    assertThat(again.receive(1)).containsExactly(notification(NEWS, "ten"));
  }

  @Test
  void cannot_go_on_if_its_client_has_missed_what_is_not_kept() {
    restore(snapshot());
    ProbedPeer next = node.connect();

    next.send(
        ProbedSession.resume(new SessionToken(INFO.id(), ProbedNode.SILENT, SECRET).bytes(), 2));

    ProbedSession.expectRefused(next, "that many messages");
  }

  @Test
  void has_its_durable_properties() {
    ActorRef<Peer.Command> restored = restore(snapshot());
    ProbedPeer next = resume(restored, 5);
    next.receive(1);

    restored.tell(new Peer.Inbound(next.connection.ref(), List.of(request(GOLD_OF, "", 43))));

    assertThat(next.receive(1)).containsExactly(success(GOLD_OF, 70, 43));
  }

  @Test
  void handles_the_durable_notifications_that_its_node_had_not() throws InterruptedException {
    restore(snapshot(notification(NOTE, "first"), notification(NOTE, "second")));

    assertThat(notes.take()).isEqualTo("first");
    assertThat(notes.take()).isEqualTo("second");
  }

  @Test
  void ends_when_its_client_does_not_come_back() {
    ActorRef<Peer.Command> restored = restore(snapshot());

    node.pass(ProbedSession.RESUME_WITHIN);

    store.answer("remove");
    node.kit.createTestProbe().expectTerminated(restored);
  }

  @Test
  void is_announced_to_the_modules_of_its_new_node() {
    var events = node.kit.<Object>createTestProbe();

    ActorRef<Peer.Command> restored =
        adopt(new AdoptedSession(snapshot(), SECRET, 2, true), events.ref()::tell);

    assertThat(events.expectMessageClass(PeerConnected.class).info().id()).isEqualTo(INFO.id());
    assertThat(events.expectMessageClass(PeerDetached.class).info().id()).isEqualTo(INFO.id());
    resume(restored, 5);
    assertThat(events.expectMessageClass(PeerResumed.class).info().id()).isEqualTo(INFO.id());
  }

  @Test
  void claims_its_record_if_its_node_has_handed_it_over() {
    adopt(new AdoptedSession(snapshot(), SECRET, 1, false), event -> {});

    store.answer("take-over"); // finds nothing: another node has it
  }
}
