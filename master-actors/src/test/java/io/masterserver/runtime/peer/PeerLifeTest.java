package io.masterserver.runtime.peer;

import static io.masterserver.runtime.peer.ProbedPeer.notification;
import static io.masterserver.runtime.peer.ProbedPeer.request;
import static io.masterserver.runtime.peer.ProbedPeer.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.Exchange;
import io.masterserver.api.PeerConnected;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.PeerId;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.exchange.EncodedProperty;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A peer's life")
class PeerLifeTest {

  private static final Request<String, String> HOLD = Request.of(1, "hold", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> ASIDE =
      Request.of(2, "aside", Codec.TEXT, Codec.TEXT);
  private static final Notification<String> SAVE = Notification.of(3, "save", Codec.TEXT);
  private static final Notification<String> NEWS = Notification.of(100, "news", Codec.TEXT);
  private static final PropertyKey<String> NAME = PropertyKey.of(1, "name", String.class);

  private static final ProbedNode node = new ProbedNode();
  private static final BlockingQueue<Exchange<String, String>> held = new LinkedBlockingQueue<>();

  private static final BlockingQueue<String> saved = new LinkedBlockingQueue<>();
  private static ActorRef<Object> module;

  private final ProbedPeer peer = node.connect();

  @BeforeAll
  static void start() {
    module =
        node.start(
                "holding",
                context -> {
                  context.handle(HOLD, e -> () -> held.add(e));
                  context.handle(ASIDE, e -> () -> held.add(e)).concurrent();
                  context.handle(SAVE, e -> () -> saved.add(e.request()));
                })
            .host();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static final PropertyKey<String> NICK =
      PropertyKey.of(1, "nick", String.class, Codec.STRING);

  private static ActorRef<Peer.Command> nobody() {
    return node.newPeer(new PeerId(999), new SimpleMeterRegistry(), event -> {});
  }

  private static Stream<Peer.Command> messages() {
    ActorRef<PeerConnection.Command> stranger =
        node.kit.<PeerConnection.Command>createTestProbe().ref();
    return Stream.of(
        new Peer.Inbound(stranger, List.of(Message.notification(1, Bytes.EMPTY))),
        new Peer.Lost(stranger, "gone"),
        new Peer.Push(PeerActorHandle.frame(NEWS, "n"), DeliveryMethod.RELIABLE, false),
        new Peer.Disconnect("go"),
        new Peer.WriteProperty(NICK, "v"),
        new Peer.WriteEncoded(EncodedProperty.of(NICK, "v")),
        new Peer.ClearProperty(NICK.code()),
        new Peer.Spread(
            new PeerBroadcast.Deliver(
                List.of(),
                new Peer.Push(PeerActorHandle.frame(NEWS, "n"), DeliveryMethod.RELIABLE, false)),
            node.kit.<PeerBroadcast.Command>createTestProbe().ref()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void ends_when_it_is_spoken_to_without_a_connection(Peer.Command message) {
    ActorRef<Peer.Command> nobody = nobody();

    nobody.tell(message);

    node.kit.createTestProbe().expectTerminated(nobody);
  }

  private <T> void answers(Function<ActorRef<T>, Peer.Command> question, T expected) {
    ActorRef<Peer.Command> nobody = nobody();
    TestProbe<T> asker = node.kit.createTestProbe();

    nobody.tell(question.apply(asker.ref()));

    asker.expectMessage(expected);
    asker.expectTerminated(nobody);
  }

  @Test
  void without_a_connection_still_answers_what_is_asked_and_ends() {
    this.<Peer.Answer>answers(
        replyTo -> new Peer.Ask(1, Bytes.EMPTY, Duration.ofSeconds(1), replyTo),
        new Peer.Answer(Status.NOT_CONNECTED, Bytes.ofUtf8("peer 999 has gone")));
    this.<PropertyAnswer>answers(
        replyTo -> new Peer.ReadProperty(1, replyTo), PropertyAnswer.Encoded.NONE);
  }

  @Test
  void without_a_connection_shows_that_it_was_reached_and_ends() {
    ActorRef<Peer.Command> nobody = nobody();
    TestProbe<Peer.Reached> asker = node.kit.createTestProbe();

    nobody.tell(new Peer.Probe(asker.ref()));

    asker.expectMessage(new Peer.Reached(nobody));
    asker.expectTerminated(nobody);
  }

  @Test
  void belongs_to_the_first_connection() {
    TestProbe<PeerConnection.Command> second = node.kit.createTestProbe();

    peer.ref.tell(new Peer.Attach(second.ref(), "127.0.0.1:2", "tcp"));

    second.expectMessage(new PeerConnection.Refused(peer.id.value()));
    peer.handle.send(NEWS, "still yours");
    assertThat(peer.receive(1)).containsExactly(ProbedPeer.notification(NEWS, "still yours"));
  }

  @Test
  void ends_with_its_connection_and_tells_the_modules_its_last_properties() {
    peer.handle.write(NAME, "Anna");

    peer.lose("bye");

    var gone = peer.events.expectMessageClass(PeerDisconnected.class);
    assertThat(gone.reason()).isEqualTo("bye");
    assertThat(gone.info().id()).isEqualTo(peer.id);
    assertThat(gone.get(NAME)).contains("Anna");
    peer.connection.expectTerminated(peer.ref);
    peer.connection.expectNoMessage(Duration.ZERO);
  }

  @Test
  void gives_up_its_exchanges_when_it_ends() throws Exception {
    peer.send(request(ASIDE, "a", 1), request(HOLD, "b", 2));
    Exchange<String, String> aside = held.take();
    Exchange<String, String> hold = held.take();
    peer.awaitHandled();

    peer.lose("bye");
    peer.connection.expectTerminated(peer.ref);

    for (Exchange<String, String> exchange : List.of(aside, hold)) {
      LoggingTestKit.warn("answered")
          .expect(
              node.kit.system(),
              () -> {
                exchange.respond("late");
                return null;
              });
    }
  }

  @Test
  void has_handled_what_the_client_sent_before_it_went() throws Exception {
    var gate = new CountDownLatch(1);
    Runnable busy = () -> awaitOpen(gate);
    module.tell(busy);
    peer.send(notification(SAVE, "first"), notification(SAVE, "second"));
    peer.lose("bye");
    awaitProbed();

    gate.countDown();

    assertThat(saved.take()).isEqualTo("first");
    assertThat(saved.take()).isEqualTo("second");
    peer.events.expectMessageClass(PeerDisconnected.class);
    peer.connection.expectTerminated(peer.ref);
  }

  @Test
  void hands_on_nothing_more_once_it_is_being_disconnected() throws Exception {
    peer.send(request(HOLD, "a", 1));
    Exchange<String, String> hold = held.take();
    peer.send(notification(SAVE, "too late"));

    peer.handle.disconnect("enough");
    awaitProbed();
    hold.respond("done");
    awaitProbed();

    assertThat(saved).isEmpty();
  }

  private void awaitProbed() {
    TestProbe<Peer.Reached> probe = node.kit.createTestProbe();
    peer.ref.tell(new Peer.Probe(probe.ref()));
    probe.receiveMessage();
  }

  private static void awaitOpen(CountDownLatch gate) {
    try {
      assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void closes_its_connection_when_it_is_stopped() {
    node.kit.stop(peer.ref);

    peer.connection.expectMessage(new PeerConnection.Close("the peer was stopped"));
    assertThat(peer.events.expectMessageClass(PeerDisconnected.class).reason())
        .isEqualTo("the peer was stopped");
  }

  @Test
  void closes_its_connection_when_it_is_told_to() {
    peer.handle.disconnect("enough");

    peer.connection.expectMessage(new PeerConnection.Close("enough"));
  }

  @Test
  void has_properties_that_others_read_and_write() {
    peer.handle.write(NAME, "Anna");

    assertThat(peer.handle.read(NAME))
        .succeedsWithin(Duration.ofSeconds(10))
        .isEqualTo(Optional.of("Anna"));
  }

  @Test
  @DisplayName("goes on when a module cannot take the news of it")
  void survives_subscribers() {
    node.events.subscribe(
        "broken",
        PeerConnected.class,
        event -> {
          throw new IllegalStateException("broken on purpose");
        });
    try {
      ProbedPeer another = node.connect();

      another.send(request(HOLD, "a", 1));
      held.take().respond("A");
      assertThat(another.receiveRest()).containsExactly(success(HOLD, "A", 1));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      node.events.unsubscribe("broken");
    }
  }
}
