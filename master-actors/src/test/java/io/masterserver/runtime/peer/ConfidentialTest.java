package io.masterserver.runtime.peer;

import static io.masterserver.runtime.peer.ProbedPeer.failure;
import static io.masterserver.runtime.peer.ProbedPeer.notification;
import static io.masterserver.runtime.peer.ProbedPeer.request;
import static io.masterserver.runtime.peer.ProbedPeer.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.AccessRule;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A confidential operation")
class ConfidentialTest {

  private static final Request<String, String> ECHO = Request.of(1, "echo", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> LOG_IN =
      Request.of(2, "log-in", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> ASIDE =
      Request.of(3, "aside", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> CLOSED =
      Request.of(4, "closed", Codec.TEXT, Codec.TEXT);
  private static final Notification<String> TELL = Notification.of(5, "tell", Codec.TEXT);

  private static final ProbedNode node = new ProbedNode();
  private static final List<String> seen = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() {
    node.start(
        "secretive",
        module -> {
          module.handle(ECHO, e -> () -> e.respond(e.request()));
          module.handle(LOG_IN, e -> () -> e.respond(see(e.request()))).confidential();
          module.handle(ASIDE, e -> () -> e.respond(see(e.request()))).concurrent().confidential();
          module
              .handle(CLOSED, e -> () -> e.respond(see(e.request())))
              .confidential()
              .requiring(AccessRule.nobody());
          module.handle(TELL, e -> () -> see(e.request())).confidential();
        });
  }

  private static String see(String secret) {
    seen.add(secret);
    return "welcome";
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Message insecure(Request<?, ?> operation, int id) {
    return failure(
        operation.opcode(),
        id,
        Status.UNAUTHORIZED,
        "Insecure request: '%s' is answered over TLS or on this machine only"
            .formatted(operation.name()));
  }

  @Test
  void is_not_seen_by_the_module_when_somebody_could_have_read_it() {
    ProbedPeer peer = node.connect("192.0.2.7:4711", "tcp");

    peer.send(request(LOG_IN, "in the clear", 1));

    assertThat(peer.receiveRest()).containsExactly(insecure(LOG_IN, 1));
    assertThat(seen).doesNotContain("in the clear");
    assertThat(peer.count("master.messages.unauthorized")).isEqualTo(1);
  }

  @Test
  void is_refused_behind_others_too_and_in_order() {
    ProbedPeer peer = node.connect("192.0.2.7:4711", "tcp");

    peer.send(
        request(ECHO, "a", 1),
        request(LOG_IN, "behind", 2),
        notification(TELL, "told"),
        request(ECHO, "b", 3),
        request(CLOSED, "closed", 4));

    assertThat(peer.receiveRest())
        .containsExactly(
            success(ECHO, "a", 1), insecure(LOG_IN, 2), success(ECHO, "b", 3), insecure(CLOSED, 4));
    assertThat(seen).doesNotContain("behind", "told", "closed");
    assertThat(peer.count("master.messages.unauthorized")).isEqualTo(3);
  }

  @Test
  void is_refused_when_it_is_concurrent() {
    ProbedPeer peer = node.connect("192.0.2.7:4711", "tcp");

    peer.send(request(ASIDE, "aside in the clear", 1));

    assertThat(peer.receiveRest()).containsExactly(insecure(ASIDE, 1));
    assertThat(seen).doesNotContain("aside in the clear");
  }

  @Test
  void is_answered_over_tls() {
    ProbedPeer peer = node.connect("192.0.2.7:4711", "tls");

    peer.send(request(LOG_IN, "a", 1), request(LOG_IN, "b", 2));

    assertThat(peer.receiveRest())
        .containsExactly(success(LOG_IN, "welcome", 1), success(LOG_IN, "welcome", 2));
  }

  @Test
  void is_answered_on_this_machine() {
    ProbedPeer peer = node.connect("127.0.0.1:4711", "tcp");

    peer.send(request(LOG_IN, "a", 1));

    assertThat(peer.receiveRest()).containsExactly(success(LOG_IN, "welcome", 1));
  }

  @Test
  void is_still_held_against_its_access_rule() {
    ProbedPeer peer = node.connect("192.0.2.7:4711", "tls");

    peer.send(request(CLOSED, "a", 1));

    assertThat(peer.receiveRest())
        .containsExactly(
            failure(4, 1, Status.UNAUTHORIZED, "closed is not allowed (it is closed)"));
  }
}
