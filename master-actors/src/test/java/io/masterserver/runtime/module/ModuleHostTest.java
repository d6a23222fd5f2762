package io.masterserver.runtime.module;

import static io.masterserver.runtime.peer.ProbedPeer.request;
import static io.masterserver.runtime.peer.ProbedPeer.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.AccessRule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.peer.ProbedNode;
import io.masterserver.runtime.peer.ProbedPeer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A module")
class ModuleHostTest {

  private static final ProbedNode node = new ProbedNode();

  private final ProbedPeer peer = node.connect();

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Request<String, String> operation(int opcode) {
    return Request.of(opcode, "operation", Codec.TEXT, Codec.TEXT);
  }

  @Test
  void that_reports_ready_is_not_ready_before() throws Exception {
    BlockingQueue<ModuleContext<Runnable>> context = new LinkedBlockingQueue<>();
    Request<String, String> operation = operation(10);
    ProbedNode.Spawned late =
        node.spawn(
            ModuleSpec.named("late").reportsReady(Duration.ofMinutes(1)),
            module -> {
              module.handle(operation, e -> () -> e.respond(e.request()));
              context.add(module);
            });
    ModuleContext<Runnable> module = context.take();
    peer.send(request(operation, "a", 1));
    assertThat(peer.receiveRest()).extracting(Message::status).containsExactly(Status.NOT_HANDLED);

    module.ready();

    late.reports().expectMessage(new ModuleReport.ModuleReady("late", null));
    peer.send(request(operation, "b", 2));
    assertThat(peer.receiveRest()).containsExactly(success(operation, "b", 2));
  }

  @Test
  void that_overrides_an_operation_gets_it() {
    Request<String, String> operation = operation(20);
    node.start("base", module -> module.handle(operation, e -> () -> e.respond("base")));
    node.start(
        "over", module -> module.handle(operation, e -> () -> e.respond("over")).overriding());

    peer.send(request(operation, "", 1));

    assertThat(peer.receiveRest()).containsExactly(success(operation, "over", 1));
  }

  @Test
  void sees_no_message_that_its_access_rule_refuses() {
    Request<String, String> operation = operation(30);
    node.start(
        "members",
        module ->
            module
                .handle(operation, e -> () -> e.respond(""))
                .requiring(AccessRule.authenticated()));

    peer.send(request(operation, "", 1));

    assertThat(peer.receiveRest())
        .containsExactly(
            ProbedPeer.failure(
                30, 1, Status.UNAUTHORIZED, "operation is not allowed (log in first)"));
  }
}
