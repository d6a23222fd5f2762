package io.masterserver.runtime.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.Peers;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import io.masterserver.runtime.module.ModuleReport.ModuleNotReady;
import io.masterserver.runtime.module.ModuleReport.ModuleReady;
import io.masterserver.runtime.registry.OpcodeRegistry;
import io.masterserver.runtime.registry.SessionStorage;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A module that says how it is")
class ReadyTest {

  private static final ActorTestKit kit = ActorTestKit.create();

  private final TestProbe<OpcodeRegistry.Command> registry = kit.createTestProbe();
  private final TestProbe<ModuleReport> reports = kit.createTestProbe();
  private final BlockingQueue<ModuleContext<Runnable>> lives = new LinkedBlockingQueue<>();

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  private ActorRef<Object> spawn(ModuleSpec spec) {
    var services =
        new ModuleServices(
            registry.ref(),
            new EventHub(),
            new NoPeers(),
            new SessionStorage(),
            ConfigFactory.empty(),
            Duration.ZERO);
    return kit.spawn(
        ModuleHost.create(new Scripted(spec, lives), services, Map.of(), reports.ref()));
  }

  private static ModuleSpec reporting() {
    return ModuleSpec.named("shaky").reportsReady(Duration.ofMinutes(1));
  }

  private void confirmRegistration() {
    var register = registry.expectMessageClass(OpcodeRegistry.Register.class);
    register.replyTo().tell(OpcodeRegistry.Registered.REGISTERED);
  }

  @Test
  void is_ready_again_without_registering_again() throws Exception {
    spawn(reporting());
    ModuleContext<Runnable> module = lives.take();
    module.ready();
    confirmRegistration();
    reports.expectMessage(new ModuleReady("shaky", null));

    module.notReady("the database is gone");
    reports.expectMessage(new ModuleNotReady("shaky", "the database is gone"));
    module.ready();

    reports.expectMessage(new ModuleReady("shaky", null)); // nobody has confirmed anything
    registry.expectNoMessage(Duration.ZERO);
  }

  @Test
  void ends_when_it_says_that_it_cannot_start() throws Exception {
    ActorRef<Object> actor = spawn(reporting());
    TestProbe<Object> watcher = kit.createTestProbe();
    ModuleContext<Runnable> module = lives.take();

    module.failed("the password is wrong");

    reports.expectMessage(new ModuleReport.ModuleFailed("shaky", "the password is wrong"));
    watcher.expectTerminated(actor);
  }

  @Test
  void is_not_ready_when_it_has_changed_its_mind_while_it_was_registered() throws Exception {
    spawn(reporting());
    ModuleContext<Runnable> module = lives.take();
    module.ready();
    module.notReady("not yet, after all");
    reports.expectMessage(new ModuleNotReady("shaky", "not yet, after all"));

    confirmRegistration();
    module.notReady("soon");

    reports.expectMessage(new ModuleNotReady("shaky", "soon"));
    module.ready();
    reports.expectMessage(new ModuleReady("shaky", null));
  }

  @Test
  void that_was_restarted_is_ready_when_it_says_so_again() throws Exception {
    ActorRef<Object> host = spawn(reporting());
    lives.take().ready();
    confirmRegistration();
    reports.expectMessage(new ModuleReady("shaky", null));

    host.tell((Runnable) ReadyTest::fail);

    reports.expectMessage(new ModuleNotReady("shaky", "it has failed, and is not ready again yet"));
    lives.take().ready();
    confirmRegistration();
    reports.expectMessage(new ModuleReady("shaky", null));
  }

  @Test
  void that_need_not_say_so_is_ready_when_it_was_restarted() throws Exception {
    ActorRef<Object> host = spawn(ModuleSpec.named("shaky"));
    confirmRegistration();
    reports.expectMessage(new ModuleReady("shaky", null));
    lives.take().notReady("the disk is full");
    reports.expectMessage(new ModuleNotReady("shaky", "the disk is full"));

    host.tell((Runnable) ReadyTest::fail);

    confirmRegistration();
    reports.expectMessage(new ModuleReady("shaky", null));
  }

  @Test
  void gives_its_reason_in_one_line() throws Exception {
    spawn(reporting());

    lives.take().notReady("refused:\n  no route\r\n  to host");

    assertThat(reports.expectMessageClass(ModuleNotReady.class).why())
        .isEqualTo("refused: no route to host");
  }

  private static void fail() {
    throw new IllegalStateException("as the test wants");
  }

  /** Hands its context to the test; its commands are what to do. */
  private record Scripted(ModuleSpec spec, BlockingQueue<ModuleContext<Runnable>> lives)
      implements MasterModule<Runnable> {

    @Override
    public Behavior<Runnable> start(ModuleContext<Runnable> module) {
      lives.add(module);
      return Behaviors.receiveMessage(
          command -> {
            command.run();
            return Behaviors.same();
          });
    }
  }

  /** Nobody is connected here. */
  private static final class NoPeers implements Peers {
    @Override
    public PeerHandle peer(PeerId id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <Q> void broadcast(
        Collection<? extends PeerHandle> peers,
        Notification<Q> notification,
        Q packet,
        DeliveryMethod delivery) {
      throw new UnsupportedOperationException();
    }
  }
}
