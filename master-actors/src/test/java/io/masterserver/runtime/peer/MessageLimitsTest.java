package io.masterserver.runtime.peer;

import static io.masterserver.runtime.peer.ProbedPeer.failure;
import static io.masterserver.runtime.peer.ProbedPeer.notification;
import static io.masterserver.runtime.peer.ProbedPeer.request;
import static io.masterserver.runtime.peer.ProbedPeer.success;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.api.CoreProperties;
import io.masterserver.api.Exchange;
import io.masterserver.api.SettingsSection;
import io.masterserver.core.packet.Capabilities;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.registry.MessageRate;
import io.masterserver.runtime.registry.OperationLimits;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A peer that may send four messages at once, ten a second, and two of a rare kind")
class MessageLimitsTest {

  private static final Request<String, String> ECHO = Request.of(1, "echo", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> SLOW = Request.of(2, "slow", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> ASIDE =
      Request.of(3, "aside", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> RARE = Request.of(4, "rare", Codec.TEXT, Codec.TEXT);
  private static final Notification<String> TELL = Notification.of(5, "tell", Codec.TEXT);
  private static final Request<String, String> BUSY = Request.of(6, "busy", Codec.TEXT, Codec.TEXT);

  private static final String TOO_MANY =
      "Too many messages of this client: the limit is 10 a second (try again in 0.1 s)";
  private static final String TOO_MANY_RARE =
      "Too many messages 'rare' of this client: the limit is 1 a second (try again in 1.0 s)";

  private static final BlockingQueue<Exchange<String, String>> slow = new LinkedBlockingQueue<>();
  private static final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private static ProbedNode node;

  private final ProbedPeer peer = node.connect();

  @BeforeAll
  static void start() {
    var perClient = ConfigFactory.parseString("rate = 10, burst = 4");
    node =
        new ProbedNode(
            new LimitSettings(
                MessageRate.from(new SettingsSection(perClient, "peer"), "messages of this client"),
                Optional.empty()),
            OperationLimits.from(
                ConfigFactory.parseString(
                    "master.limits.operations.rare { rate = 1, burst = 2 }")));
    node.start(
        "scripted",
        module -> {
          module.handle(ECHO, e -> () -> e.respond(e.request()));
          module.handle(SLOW, e -> () -> slow.add(e));
          module.handle(ASIDE, e -> () -> e.respond(e.request())).concurrent();
          module.handle(RARE, e -> () -> e.respond(e.request()));
          module.handle(TELL, e -> () -> told.add(e.request()));
          module.handle(BUSY, e -> () -> e.fail(Status.RATE_LIMITED, "not now"));
        });
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private void announce() {
    peer.handle.write(CoreProperties.CAPABILITIES, Capabilities.ALL);
  }

  private double limited(String limit) {
    return peer.count("master.messages.limited", "limit", limit);
  }

  private static Message[] echoes(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(id -> request(ECHO, "e", id))
        .toArray(Message[]::new);
  }

  @Test
  void is_refused_the_fifth_and_let_in_again_when_it_has_waited() {
    announce();
    peer.send(echoes(5));
    assertThat(peer.receiveRest())
        .containsExactly(
            success(ECHO, "e", 1),
            success(ECHO, "e", 2),
            success(ECHO, "e", 3),
            success(ECHO, "e", 4),
            failure(1, 5, Status.RATE_LIMITED, TOO_MANY));

    node.pass(Duration.ofMillis(100));
    peer.send(echoes(2));

    assertThat(peer.receiveRest())
        .containsExactly(success(ECHO, "e", 1), failure(1, 2, Status.RATE_LIMITED, TOO_MANY));
    assertThat(limited("peer")).isEqualTo(2);
    assertThat(limited("operation")).isZero();
  }

  @Test
  void is_told_failed_if_it_has_not_announced_the_status() {
    peer.send(echoes(5));

    assertThat(peer.receiveRest()).last().isEqualTo(failure(1, 5, Status.FAILED, TOO_MANY));
  }

  @Test
  void is_told_so_by_modules_as_well() {
    peer.send(request(BUSY, "", 1));
    assertThat(peer.receiveRest()).containsExactly(failure(6, 1, Status.FAILED, "not now"));

    announce();
    peer.send(request(BUSY, "", 2));
    assertThat(peer.receiveRest()).containsExactly(failure(6, 2, Status.RATE_LIMITED, "not now"));
  }

  @Test
  void gets_a_refusal_in_its_place_among_the_answers() throws Exception {
    announce();
    peer.send(request(SLOW, "a", 1), request(ECHO, "b", 2));
    Exchange<String, String> open = slow.take();
    peer.send(request(ECHO, "c", 3), request(ECHO, "d", 4), request(ECHO, "e", 5));
    peer.awaitHandled();
    node.pass(Duration.ofMillis(100));
    peer.send(request(ECHO, "f", 6));
    peer.awaitHandled();
    assertThat(peer.done()).isZero();

    open.respond("A");

    assertThat(peer.receiveRest())
        .containsExactly(
            success(SLOW, "A", 1),
            success(ECHO, "b", 2),
            success(ECHO, "c", 3),
            success(ECHO, "d", 4),
            failure(1, 5, Status.RATE_LIMITED, TOO_MANY),
            success(ECHO, "f", 6));
  }

  @Test
  void does_not_wait_for_others_to_be_refused_what_is_concurrent() throws Exception {
    announce();
    peer.send(request(SLOW, "a", 1), request(ECHO, "b", 2), request(ECHO, "c", 3));
    Exchange<String, String> open = slow.take();
    peer.send(request(ECHO, "d", 4), request(ASIDE, "e", 5));

    assertThat(peer.receive(1)).containsExactly(failure(3, 5, Status.RATE_LIMITED, TOO_MANY));

    open.respond("A");
    assertThat(peer.receiveRest()).hasSize(4);
  }

  @Test
  void loses_notifications_and_is_not_told() {
    peer.send(echoes(4));
    peer.send(notification(TELL, "lost"));

    assertThat(peer.receiveRest()).hasSize(4);
    assertThat(told).isEmpty();
    assertThat(limited("peer")).isEqualTo(1);
  }

  @Test
  void is_limited_in_what_nobody_handles_too() {
    announce();
    peer.send(
        IntStream.rangeClosed(1, 5)
            .mapToObj(id -> Message.request(99, Bytes.EMPTY, id))
            .toArray(Message[]::new));

    assertThat(peer.receiveRest()).last().isEqualTo(failure(99, 5, Status.RATE_LIMITED, TOO_MANY));
    assertThat(peer.count("master.messages.unhandled")).isEqualTo(4);
  }

  @Test
  void may_answer_as_much_as_it_was_asked() {
    var answer = Message.response(1, Bytes.EMPTY, 12345, Status.SUCCESS);
    peer.send(Collections.nCopies(50, answer).toArray(Message[]::new));
    peer.send(echoes(4));

    assertThat(peer.receiveRest())
        .containsExactly(
            success(ECHO, "e", 1),
            success(ECHO, "e", 2),
            success(ECHO, "e", 3),
            success(ECHO, "e", 4));
    assertThat(limited("peer")).isZero();
  }

  @Test
  void has_a_limit_of_its_own_for_a_rare_operation() {
    announce();
    peer.send(request(RARE, "a", 1), request(RARE, "b", 2), request(RARE, "c", 3));
    peer.send(request(ECHO, "d", 4));

    assertThat(peer.receiveRest())
        .containsExactly(
            success(RARE, "a", 1),
            success(RARE, "b", 2),
            failure(4, 3, Status.RATE_LIMITED, TOO_MANY_RARE),
            success(ECHO, "d", 4));
    assertThat(limited("operation")).isEqualTo(1);
    assertThat(limited("peer")).isZero();
  }

  @Test
  void shares_no_bucket_with_other_peers() {
    announce();
    peer.send(echoes(5));
    ProbedPeer other = node.connect();
    other.send(echoes(4));

    assertThat(other.receiveRest()).allMatch(answer -> answer.status() == Status.SUCCESS);
    assertThat(List.of(peer.receiveRest().getLast().status())).containsExactly(Status.RATE_LIMITED);
  }
}
