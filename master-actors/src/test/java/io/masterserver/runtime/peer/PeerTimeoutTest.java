package io.masterserver.runtime.peer;

import static io.masterserver.runtime.peer.ProbedPeer.failure;
import static io.masterserver.runtime.peer.ProbedPeer.notification;
import static io.masterserver.runtime.peer.ProbedPeer.request;
import static io.masterserver.runtime.peer.ProbedPeer.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.masterserver.api.Exchange;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A module that does not answer")
class PeerTimeoutTest {

  private static final Request<String, String> ECHO = Request.of(1, "echo", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> SLOW = Request.of(2, "slow", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> ASIDE =
      Request.of(3, "aside", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> PATIENT =
      Request.of(4, "patient", Codec.TEXT, Codec.TEXT);
  private static final Notification<String> BLOCK = Notification.of(5, "block", Codec.TEXT);
  private static final PropertyKey<String> SAVED = PropertyKey.of(1, "saved", String.class);

  private static final String SLOW_TEXT = "slow was not answered within PT2S";

  private static final ProbedNode node = new ProbedNode();

  private static final BlockingQueue<Exchange<String, String>> open = new LinkedBlockingQueue<>();
  private static final BlockingQueue<CountDownLatch> blocked = new LinkedBlockingQueue<>();

  private final ProbedPeer peer = node.connect();

  @BeforeAll
  static void start() {
    node.start(
        "sleepy",
        module -> {
          module.handle(ECHO, e -> () -> e.respond(e.request() + e.peer().get(SAVED).orElse("")));
          module.handle(SLOW, e -> () -> open.add(e)).within(Duration.ofSeconds(2));
          module.handle(ASIDE, e -> () -> open.add(e)).concurrent().within(Duration.ofSeconds(2));
          module.handle(PATIENT, e -> () -> open.add(e)).within(Duration.ofDays(1000));
          module.handle(BLOCK, e -> PeerTimeoutTest::block);
        });
  }

  private static void block() {
    var latch = new CountDownLatch(1);
    blocked.add(latch);
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private void pass(Duration duration) {
    peer.awaitHandled();
    node.pass(duration);
  }

  @Test
  void is_cut_off_with_timeout_and_the_next_message_goes_on() throws Exception {
    peer.send(request(SLOW, "a", 1), request(ECHO, "b", 2));
    open.take();
    pass(Duration.ofMillis(1999));
    peer.awaitHandled();
    assertThat(peer.done()).isZero();

    pass(Duration.ofMillis(1));

    assertThat(peer.receiveRest())
        .containsExactly(failure(2, 1, Status.TIMEOUT, SLOW_TEXT), success(ECHO, "b", 2));
    assertThat(peer.count("master.exchanges.timeouts")).isEqualTo(1);
  }

  @Test
  void is_named_in_the_log() throws Exception {
    peer.send(request(SLOW, "a", 1));
    open.take();

    LoggingTestKit.warn(
            "Module [sleepy] did not answer request 'slow' (opcode 2) of peer [%s] within PT2S"
                .formatted(peer.id))
        .expect(
            node.kit.system(),
            () -> {
              pass(Duration.ofSeconds(2));
              return peer.receiveRest();
            });
  }

  @Test
  void is_ignored_when_it_answers_after_all() throws Exception {
    peer.send(request(SLOW, "a", 1));
    Exchange<String, String> late = open.take();
    late.peer().set(SAVED, "dropped");
    pass(Duration.ofSeconds(2));
    assertThat(peer.receiveRest()).hasSize(1);

    LoggingTestKit.warn("answered request 'slow' (opcode 2) of peer [%s] again".formatted(peer.id))
        .expect(
            node.kit.system(),
            () -> {
              late.respond("A");
              return null;
            });

    peer.send(request(ECHO, "b", 2));
    assertThat(peer.receiveRest()).containsExactly(success(ECHO, "b", 2));
  }

  @Test
  void is_cut_off_in_a_concurrent_operation_too() throws Exception {
    peer.send(request(ASIDE, "a", 1), request(ASIDE, "b", 2));
    open.take().respond("A");
    open.take();
    assertThat(peer.receive(1)).containsExactly(success(ASIDE, "A", 1));

    pass(Duration.ofSeconds(2));

    assertThat(peer.receiveRest())
        .containsExactly(failure(3, 2, Status.TIMEOUT, "aside was not answered within PT2S"));
  }

  @Test
  void is_cut_off_while_it_blocks_and_what_it_has_not_begun_is_never_handled() throws Exception {
    peer.send(notification(BLOCK, ""), request(SLOW, "a", 1));
    CountDownLatch latch = blocked.take();
    ProbedPeer other = node.connect();
    other.send(request(SLOW, "b", 1));
    other.awaitHandled();
    pass(Duration.ofSeconds(2));
    assertThat(other.receiveRest()).containsExactly(failure(2, 1, Status.TIMEOUT, SLOW_TEXT));
    assertThat(peer.done()).isZero();

    latch.countDown();

    Exchange<String, String> handled = open.take();
    assertThat(handled.peer().id()).isEqualTo(peer.id);
    assertThat(handled.request()).isEqualTo("a");
    handled.respond("A");
    assertThat(peer.receiveRest()).containsExactly(success(SLOW, "A", 1));
  }

  @Test
  void has_a_whole_run_cut_off_when_it_blocks_for_long() throws Exception {
    peer.send(notification(BLOCK, ""), request(ECHO, "a", 1), request(ECHO, "b", 2));
    CountDownLatch latch = blocked.take();
    pass(ProbedNode.REQUEST_TIMEOUT);

    assertThat(peer.receiveRest())
        .extracting(Message::responseId, Message::status)
        .containsExactly(tuple(1, Status.TIMEOUT), tuple(2, Status.TIMEOUT));

    latch.countDown();
    peer.send(request(ECHO, "c", 3));
    assertThat(peer.receiveRest()).containsExactly(success(ECHO, "c", 3));
  }

  @Test
  @DisplayName("may be given more time than a timer can measure")
  void has_very_much_time() throws Exception {
    peer.send(request(PATIENT, "a", 1));
    Exchange<String, String> patient = open.take();
    pass(Duration.ofDays(2));
    peer.awaitHandled();

    patient.respond("A");

    assertThat(peer.receiveRest()).containsExactly(success(PATIENT, "A", 1));
  }

  @Test
  @DisplayName("its answer counts once; the second is ignored and logged")
  void second_answer() throws Exception {
    peer.send(request(SLOW, "a", 1));
    Exchange<String, String> exchange = open.take();
    exchange.respond("A");

    LoggingTestKit.warn("Module [sleepy] answered request 'slow' (opcode 2)")
        .expect(
            node.kit.system(),
            () -> {
              exchange.fail("B");
              return null;
            });

    peer.send(request(ECHO, "b", 2));
    assertThat(peer.receiveRest()).containsExactly(success(SLOW, "A", 1), success(ECHO, "b", 2));
  }

  @Test
  void cannot_change_properties_after_its_answer() throws Exception {
    peer.send(request(SLOW, "a", 1));
    Exchange<String, String> exchange = open.take();
    exchange.peer().set(SAVED, "!");
    exchange.respond("A");

    LoggingTestKit.warn("Module [sleepy] changed property 'saved' (code 1)")
        .expect(
            node.kit.system(),
            () -> {
              exchange.peer().set(SAVED, "?");
              return null;
            });

    peer.send(request(ECHO, "b", 2));
    assertThat(peer.receiveRest()).containsExactly(success(SLOW, "A", 1), success(ECHO, "b!", 2));
  }
}
