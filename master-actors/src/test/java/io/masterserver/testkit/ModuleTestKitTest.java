package io.masterserver.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Status;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The test kit for modules")
class ModuleTestKitTest {

  private static final Request<String, String> WHERE =
      Request.of(1, "where", Codec.TEXT, Codec.TEXT);

  private final BlockingQueue<ModuleContext<Runnable>> lives = new LinkedBlockingQueue<>();

  @Test
  void connects_peers_that_nobody_can_overhear() {
    try (var kit = ModuleTestKit.start(new Whereabouts(lives))) {
      assertThat(kit.connectPeer().request(WHERE, "").expectSuccess()).startsWith("127.0.0.1:");
      assertThat(kit.connectPeerFrom("192.0.2.77").request(WHERE, "").expectSuccess())
          .startsWith("192.0.2.77:");
    }
  }

  @Test
  void connects_peers_that_somebody_can_overhear() {
    try (var kit = ModuleTestKit.start(new Whereabouts(lives))) {
      assertThat(kit.connectPeerInTheClear().request(WHERE, "").expectFailure(Status.UNAUTHORIZED))
          .startsWith("Insecure request");
    }
  }

  @Test
  void heeds_the_access_table() {
    var closed = ConfigFactory.parseString("master.access.where = nobody");
    try (var kit = ModuleTestKit.start(new Whereabouts(lives), closed)) {
      kit.connectPeer()
          .request(WHERE, "")
          .expect(Status.UNAUTHORIZED, "where is not allowed (it is closed)");
    }
  }

  @Test
  void waits_for_a_module_that_is_not_ready_at_first_and_shows_how_it_is_then() throws Exception {
    try (var kit = ModuleTestKit.start(new Whereabouts(lives))) {
      ModuleContext<Runnable> module = lives.take();
      assertThat(kit.notReady()).isEmpty();

      module.notReady("the database is gone");
      assertThat(kit.notReady()).contains("the database is gone");

      module.ready();
      assertThat(kit.notReady()).isEmpty();
    }
  }

  @Test
  void says_why_a_module_cannot_start() {
    var broken =
        new MasterModule<Void>() {
          @Override
          public ModuleSpec spec() {
            return ModuleSpec.named("broken");
          }

          @Override
          public Behavior<Void> start(ModuleContext<Void> module) {
            throw new IllegalStateException("no licence found");
          }
        };

    assertThatThrownBy(() -> ModuleTestKit.start(broken))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("module 'broken' is not ready: start failed")
        .hasMessageContaining("no licence found");
  }

  /** Tells peers in confidence where they come from; is ready only after a while. */
  private record Whereabouts(BlockingQueue<ModuleContext<Runnable>> lives)
      implements MasterModule<Runnable> {

    @Override
    public ModuleSpec spec() {
      return ModuleSpec.named("whereabouts").reportsReady(Duration.ofSeconds(5));
    }

    @Override
    public Behavior<Runnable> start(ModuleContext<Runnable> module) {
      module.handle(WHERE, e -> () -> e.respond(e.peer().info().remoteAddress())).confidential();
      module.notReady("not yet");
      module.notReady("still not");
      module.self().tell(module::ready);
      lives.add(module);
      return Behaviors.receiveMessage(
          command -> {
            command.run();
            return Behaviors.same();
          });
    }
  }
}
