package io.masterserver.runtime.peer;

import static io.masterserver.runtime.peer.ProbedPeer.notification;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PeerDetached;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.PeerResumed;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A peer that waits for its client")
class SessionEndTest {

  private static final Notification<String> SAVE = Notification.of(1, "save", Codec.TEXT);
  private static final Notification<String> NEWS = Notification.of(100, "news", Codec.TEXT);
  private static final Request<String, String> QUESTION =
      Request.of(101, "question", Codec.TEXT, Codec.TEXT);

  private final ProbedNode node = new ProbedNode(ProbedSession.SETTINGS);
  private final ProbedSession session = ProbedSession.open(node);
  private final ProbedPeer peer = session.peer;

  @AfterEach
  void stop() {
    node.close();
  }

  private void expectEnd(String why) {
    assertThat(peer.events.expectMessageClass(PeerDisconnected.class).reason()).isEqualTo(why);
    peer.connection.expectTerminated(peer.ref);
  }

  private void lose() {
    session.lose();
    peer.events.expectMessageClass(PeerDetached.class);
  }

  @Test
  void ends_when_the_client_does_not_come_back() {
    lose();

    node.pass(ProbedSession.RESUME_WITHIN.minusMillis(1));
    peer.awaitHandled();
    node.pass(Duration.ofMillis(1));

    expectEnd("its client has not come back in time");
    ProbedSession.expectRefused(session.askToResume(0), "no such session");
  }

  @Test
  void has_its_whole_time_again_when_the_client_was_there_meanwhile() {
    lose();
    node.pass(ProbedSession.RESUME_WITHIN.minusMillis(1));
    ProbedPeer next = session.resume(0, 0);
    peer.awaitHandled();
    node.pass(ProbedSession.RESUME_WITHIN);
    peer.ref.tell(new Peer.Lost(next.connection.ref(), "broken again"));
    peer.awaitHandled();

    node.pass(ProbedSession.RESUME_WITHIN.minusMillis(1));

    session.resume(0, 0);
  }

  @Test
  void has_handled_what_the_client_sent_before_it_was_lost() throws Exception {
    BlockingQueue<String> saved = new LinkedBlockingQueue<>();
    node.start("saving", context -> context.handle(SAVE, e -> () -> saved.add(e.request())));

    peer.send(notification(SAVE, "first"), notification(SAVE, "second"));
    lose();

    assertThat(saved.take()).isEqualTo("first");
    assertThat(saved.take()).isEqualTo("second");
  }

  @Test
  void ends_when_a_module_disconnects_it() {
    lose();

    peer.handle.disconnect("enough");

    expectEnd("enough");
  }

  @Test
  void does_not_wait_if_a_module_has_disconnected_it() {
    peer.handle.disconnect("enough");
    peer.lose("closed");

    expectEnd("closed");
  }

  @Test
  void ends_when_more_is_sent_to_it_than_is_kept() {
    lose();

    peer.handle.send(NEWS, "x".repeat(ProbedSession.MAX_KEPT_BYTES));

    expectEnd("more was sent to its client than is kept");
  }

  @Test
  void cannot_go_on_if_its_client_has_missed_what_was_not_kept() {
    peer.handle.send(NEWS, "x".repeat(ProbedSession.MAX_KEPT_BYTES));
    peer.receive(1);
    lose();

    ProbedSession.expectRefused(session.askToResume(0), "was not kept");

    expectEnd("more was sent to its client than is kept");
  }

  @Test
  void goes_on_if_its_client_has_had_what_was_not_kept() {
    peer.handle.send(NEWS, "x".repeat(ProbedSession.MAX_KEPT_BYTES));
    peer.handle.send(NEWS, "kept");
    peer.receive(2);
    lose();

    ProbedPeer next = session.resume(1, 0);

    assertThat(next.receive(1)).containsExactly(notification(NEWS, "kept"));
  }

  @Test
  void ends_when_it_is_the_first_of_too_many() {
    var small =
        new ProbedNode(
            new SessionSettings(Duration.ofSeconds(60), 1000, 10, 1000, 2, Duration.ofSeconds(1)));
    try (small) {
      List<ProbedSession> all =
          List.of(ProbedSession.open(small), ProbedSession.open(small), ProbedSession.open(small));

      all.forEach(ProbedSession::lose);

      TestProbe<Object> watcher = small.kit.createTestProbe();
      watcher.expectTerminated(all.getFirst().peer.ref);
      all.get(1).resume(0, 0);
      all.get(2).resume(0, 0);
    }
  }

  @Test
  void ends_when_the_node_stops() {
    lose();

    node.sessions.close("the server is stopping");

    expectEnd("the server is stopping");
  }

  @Test
  void does_not_wait_when_the_node_is_stopping() {
    node.sessions.close("the server is stopping");

    peer.lose("broken");

    expectEnd("broken");
  }

  @Test
  void ends_when_its_new_connection_had_gone_before_it_was_told() {
    lose();
    TestProbe<PeerConnection.Command> gone = node.kit.createTestProbe();
    gone.stop();
    TestProbe<Peer.Command> asker = node.kit.createTestProbe();

    peer.ref.tell(
        new SessionMessage.Resume(
            new Peer.Attach(gone.ref(), "127.0.0.1:4711", "tcp"),
            new SessionMessage.Claim(secret(), 0, 1),
            asker.ref()));

    asker.expectMessage(SessionMessage.Resumed.RESUMED);
    peer.events.expectMessageClass(PeerResumed.class);
    peer.events.expectMessageClass(PeerDetached.class);
  }

  private Bytes secret() {
    return SessionToken.parse(session.ticket.token()).orElseThrow().secret();
  }

  @Test
  void is_not_ended_by_a_connection_that_it_never_had() {
    TestProbe<PeerConnection.Command> stranger = node.kit.createTestProbe();

    peer.ref.tell(new Peer.Lost(stranger.ref(), "refused"));

    peer.handle.send(NEWS, "still here");
    assertThat(peer.receive(1)).containsExactly(notification(NEWS, "still here"));
  }

  @Test
  void gives_up_what_it_asked_its_client_when_the_time_for_that_is_up() {
    CompletionStage<Response<String>> answer =
        peer.handle.request(QUESTION, "why?", Duration.ofSeconds(2));
    Message asked = peer.receive(1).getFirst();
    lose();

    node.pass(Duration.ofSeconds(2));

    assertThat(answer)
        .succeedsWithin(Duration.ofSeconds(10))
        .satisfies(timeout -> assertThat(timeout.status()).isEqualTo(Status.TIMEOUT));
    assertThat(session.resume(0, 0).receive(1)).containsExactly(asked);
  }

  @Test
  void is_counted() {
    var meters = new SimpleMeterRegistry();
    List<Gauge> gauges = node.sessions.showIn(meters, "here");

    assertThat(gauges).extracting(Gauge::value).containsExactly(1.0, 0.0);
    lose();
    assertThat(gauges).extracting(Gauge::value).containsExactly(1.0, 1.0);
    session.resume(0, 0);
    assertThat(gauges).extracting(Gauge::value).containsExactly(1.0, 0.0);
    peer.handle.disconnect("enough");
    peer.awaitHandled();
    assertThat(gauges).extracting(Gauge::value).containsExactly(0.0, 0.0);
    assertThat(node.sessionMeters.get("master.sessions.resumed").counter().count()).isEqualTo(1);
  }
}
