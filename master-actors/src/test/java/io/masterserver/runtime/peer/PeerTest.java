package io.masterserver.runtime.peer;

import static io.masterserver.runtime.peer.ProbedPeer.failure;
import static io.masterserver.runtime.peer.ProbedPeer.notification;
import static io.masterserver.runtime.peer.ProbedPeer.request;
import static io.masterserver.runtime.peer.ProbedPeer.success;
import static io.masterserver.runtime.peer.ProbedPeer.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.Exchange;
import io.masterserver.api.Nothing;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A peer")
class PeerTest {

  private static final Request<String, String> ECHO = Request.of(1, "echo", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> SLOW = Request.of(2, "slow", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> ASIDE =
      Request.of(3, "aside", Codec.TEXT, Codec.TEXT);
  private static final Request<Integer, Integer> NUMBER =
      Request.of(4, "number", Codec.INT, Codec.INT);
  private static final Notification<String> SAVE = Notification.of(5, "save", Codec.TEXT);
  private static final Request<String, String> GET = Request.of(6, "get", Codec.TEXT, Codec.TEXT);
  private static final Notification<String> TELL = Notification.of(7, "tell", Codec.TEXT);
  private static final Request<String, String> OTHER =
      Request.of(8, "other", Codec.TEXT, Codec.TEXT);
  private static final Notification<String> TELL_LATER =
      Notification.of(9, "tell-later", Codec.TEXT);
  private static final Notification<String> NEWS = Notification.of(100, "news", Codec.TEXT);
  private static final PropertyKey<String> SAVED = PropertyKey.of(1, "saved", String.class);

  private static final ProbedNode node = new ProbedNode();

  private static final BlockingQueue<Exchange<String, String>> slow = new LinkedBlockingQueue<>();
  private static final BlockingQueue<Exchange<String, String>> aside = new LinkedBlockingQueue<>();
  private static final BlockingQueue<Exchange<String, Nothing>> later = new LinkedBlockingQueue<>();

  private final ProbedPeer peer = node.connect();

  @BeforeAll
  static void start() {
    node.start(
        "scripted",
        module -> {
          module.handle(ECHO, e -> () -> e.respond(e.request()));
          module.handle(SLOW, e -> () -> slow.add(e));
          module.handle(ASIDE, e -> () -> aside.add(e)).concurrent();
          module.handle(NUMBER, e -> () -> e.respond(e.request() + 1));
          module.handle(SAVE, e -> () -> e.peer().set(SAVED, e.request()));
          module.handle(GET, e -> () -> e.respond(e.peer().get(SAVED).orElse("nothing")));
          module.handle(TELL, e -> () -> {});
          module.handle(
              TELL_LATER,
              e ->
                  () -> {
                    e.later();
                    later.add(e);
                  });
        });
    node.start("other", module -> module.handle(OTHER, e -> () -> e.respond("other")));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void answers_in_order() throws Exception {
    peer.send(request(SLOW, "a", 1), request(ECHO, "b", 2), request(OTHER, "c", 3));
    peer.awaitHandled();
    slow.take().respond("A");

    assertThat(peer.receiveRest())
        .containsExactly(success(SLOW, "A", 1), success(ECHO, "b", 2), success(OTHER, "other", 3));
  }

  @Test
  void hands_a_module_one_message_at_a_time() throws Exception {
    peer.send(request(SLOW, "a", 1), request(SLOW, "b", 2));
    Exchange<String, String> first = slow.take();
    peer.send(request(ECHO, "c", 3));
    peer.awaitHandled();
    assertThat(slow).isEmpty();

    first.respond("A");
    slow.take().respond("B");

    assertThat(peer.receiveRest())
        .containsExactly(success(SLOW, "A", 1), success(SLOW, "B", 2), success(ECHO, "c", 3));
  }

  @Test
  void sees_what_it_has_saved_in_the_same_chunk() {
    peer.send(
        request(GET, "", 1),
        notification(SAVE, "x"),
        request(GET, "", 2),
        notification(SAVE, "y"),
        notification(SAVE, "z"),
        request(GET, "", 3));

    assertThat(peer.receiveRest())
        .containsExactly(success(GET, "nothing", 1), success(GET, "x", 2), success(GET, "z", 3));
  }

  @Test
  void lets_concurrent_operations_overtake() throws Exception {
    peer.send(request(SLOW, "a", 1), request(ASIDE, "b", 2), request(ECHO, "c", 3));
    Exchange<String, String> first = slow.take();

    aside.take().respond("B");
    assertThat(peer.receive(1)).containsExactly(success(ASIDE, "B", 2));
    first.respond("A");

    assertThat(peer.receiveRest()).containsExactly(success(SLOW, "A", 1), success(ECHO, "c", 3));
  }

  @Test
  void does_not_wait_for_concurrent_operations() throws Exception {
    peer.send(request(ASIDE, "a", 1), request(ASIDE, "b", 2), request(ECHO, "c", 3));

    assertThat(peer.receive(1)).containsExactly(success(ECHO, "c", 3));

    Exchange<String, String> first = aside.take();
    aside.take().respond("B");
    first.respond("A");
    assertThat(peer.receiveRest()).containsExactly(success(ASIDE, "B", 2), success(ASIDE, "A", 1));
  }

  @Test
  void answers_an_unknown_opcode_only_if_an_answer_is_wanted() {
    peer.send(Message.notification(99, Bytes.EMPTY), Message.request(98, Bytes.EMPTY, 7));

    assertThat(peer.receiveRest())
        .containsExactly(failure(98, 7, Status.NOT_HANDLED, "opcode 98 is not handled"));
    assertThat(peer.count("master.messages.unhandled")).isEqualTo(2);
  }

  @Test
  void is_never_told_of_a_failure_in_fewer_than_four_bytes() throws Exception {
    peer.send(
        request(SLOW, "a", 1), request(SLOW, "b", 2), request(SLOW, "c", 3), request(SLOW, "d", 4));
    slow.take().fail("");
    slow.take().fail(Status.NOT_CONNECTED, "no");
    slow.take().fail("n\u00f6\u00f6");
    slow.take().fail("four");

    assertThat(peer.receiveRest())
        .containsExactly(
            failure(SLOW.opcode(), 1, Status.FAILED, "failed"),
            failure(SLOW.opcode(), 2, Status.NOT_CONNECTED, "not connected: no"),
            failure(SLOW.opcode(), 3, Status.FAILED, "n\u00f6\u00f6"),
            failure(SLOW.opcode(), 4, Status.FAILED, "four"));
  }

  @Test
  void answers_a_malformed_packet_only_if_an_answer_is_wanted() {
    peer.send(
        request(NUMBER, 1, 1),
        Message.notification(NUMBER.opcode(), Bytes.ofHex("00")),
        Message.request(NUMBER.opcode(), Bytes.ofHex("000000"), 2),
        request(NUMBER, 2, 3));

    assertThat(peer.receiveRest())
        .containsExactly(
            success(NUMBER, 2, 1),
            failure(4, 2, Status.INVALID, "the packet of number is malformed"),
            success(NUMBER, 3, 3));
    assertThat(peer.count("master.packets.malformed")).isEqualTo(2);
  }

  @Test
  void gets_an_empty_success_for_a_notification_sent_as_a_request() throws Exception {
    peer.send(
        Message.request(TELL.opcode(), Bytes.EMPTY, 1),
        Message.request(TELL_LATER.opcode(), Bytes.EMPTY, 2));
    later.take().done();

    assertThat(peer.receiveRest())
        .containsExactly(failure(7, 1, Status.SUCCESS, ""), failure(9, 2, Status.SUCCESS, ""));
  }

  @Test
  void waits_for_a_notification_that_is_kept_open() throws Exception {
    peer.send(notification(TELL_LATER, "a"), request(ECHO, "b", 1));
    Exchange<String, Nothing> open = later.take();
    peer.awaitHandled();
    assertThat(peer.done()).isZero();

    open.done();

    assertThat(peer.receiveRest()).containsExactly(success(ECHO, "b", 1));
  }

  @Test
  void gets_the_answer_as_a_message_if_it_wanted_none() {
    peer.send(Message.notification(ECHO.opcode(), Bytes.ofUtf8("a")));

    assertThat(peer.receiveRest())
        .containsExactly(Message.notification(ECHO.opcode(), Bytes.ofUtf8("a")));
  }

  @Test
  void gets_what_is_sent_before_an_answer_before_it() throws Exception {
    peer.send(request(SLOW, "a", 1));
    Exchange<String, String> open = slow.take();

    open.peer().send(NEWS, "n");
    open.respond("A");

    assertThat(peer.receiveRest()).containsExactly(notification(NEWS, "n"), success(SLOW, "A", 1));
  }

  @Test
  void is_credited_every_message() {
    List<Message> many = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      many.add(
          switch (i % 6) {
            case 0 -> notification(SAVE, "s" + i);
            case 1 -> request(GET, "", i);
            case 2 -> Message.notification(99, Bytes.EMPTY);
            case 3 -> Message.response(1, Bytes.EMPTY, 12345, Status.SUCCESS);
            case 4 -> request(OTHER, "", i);
            default -> notification(TELL, "");
          });
    }
    for (int i = 0; i < many.size(); i += 30) {
      peer.send(many.subList(i, i + 30).toArray(Message[]::new));
    }

    List<Message> answers = peer.receiveRest();

    assertThat(answers).extracting(Message::responseId).isSorted().hasSize(100);
    assertThat(answers.stream().filter(answer -> answer.opcode() == GET.opcode()))
        .allMatch(answer -> text(answer).equals("s" + (answer.responseId() - 1)));
  }
}
