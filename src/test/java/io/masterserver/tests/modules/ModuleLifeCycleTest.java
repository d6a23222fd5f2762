package io.masterserver.tests.modules;

import static io.masterserver.tests.fixture.Operations.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.ProvidingModule;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.guardian.MasterServer;
import io.masterserver.runtime.guardian.StartFailed;
import io.masterserver.samples.greeting.GreetingModule;
import io.masterserver.samples.greeting.VisitsModule;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Inbox;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A module")
@Timeout(60)
class ModuleLifeCycleTest {

  @Test
  void is_given_the_api_of_the_module_that_it_depends_on() {
    try (RunningServer server =
            RunningServer.start(
                "master.modules.greeting.enabled = on", new GreetingModule(), new VisitsModule());
        MasterClient client = server.client().build()) {
      Inbox<String> welcomes = Inbox.of(client, GreetingModule.WELCOME);

      Await.result(client.connect());

      assertThat(welcomes.take()).isEqualTo("Welcome! You are visitor number 1.");
    }
  }

  @Test
  void is_given_the_api_of_a_module_that_it_may_use_when_that_is_installed() {
    try (RunningServer server = RunningServer.start("", new PoliteModule(), new TitlesModule())) {
      assertThat(ask(server, "Smith")).isEqualTo(Response.success("Good day, Dr. Smith"));
    }
  }

  @Test
  void does_without_the_module_that_it_may_use_when_that_is_not_installed() {
    try (RunningServer server = RunningServer.start("", new PoliteModule())) {
      assertThat(ask(server, "Smith")).isEqualTo(Response.success("Good day, Smith"));
    }
  }

  @Test
  void that_is_switched_off_does_not_answer() {
    try (RunningServer server =
        RunningServer.start("master.modules.polite.enabled = off", new PoliteModule())) {
      assertThat(ask(server, "Smith").status()).isEqualTo(Status.NOT_HANDLED);
    }
  }

  @Test
  void that_reports_ready_itself_is_waited_for() {
    var database = new CompletableFuture<Void>();
    var spec = ModuleSpec.named("late").reportsReady(Duration.ofSeconds(20));
    var asked = new Inbox<String>();
    var late =
        new ScriptedModule(
            spec,
            module -> {
              module.handle(ASK, exchange -> () -> exchange.respond("at last"));
              database.thenRun(module::ready);
              asked.add("database");
            });
    var starting =
        CompletableFuture.supplyAsync(() -> RunningServer.start("", late, new QuickModule()));
    asked.take();

    assertThat(starting).isNotDone();
    database.complete(null);

    try (RunningServer server = Await.result(starting)) {
      assertThat(ask(server, "now?")).isEqualTo(Response.success("at last"));
      assertThat(server.server().started().moduleMillis()).containsKeys("late", "quick");
    }
  }

  @Test
  void can_be_added_to_a_running_server() {
    try (RunningServer server = RunningServer.start("")) {
      assertThat(ask(server, "anybody?").status()).isEqualTo(Status.NOT_HANDLED);

      Await.result(server.server().addModule(answering("late", false)));

      assertThat(ask(server, "anybody?")).isEqualTo(Response.success("late"));
    }
  }

  @Test
  void that_cannot_be_added_leaves_the_running_server_as_it_was() {
    try (RunningServer server = RunningServer.start("", answering("first", false))) {
      assertThat(addFailure(server.server(), answering("second", false)))
          .contains("opcode 100 (ask)", "'first'", "'second'");
      assertThat(addFailure(server.server(), answering("first", true)))
          .contains("'first'", "installed already");

      assertThat(ask(server, "anybody?")).isEqualTo(Response.success("first"));
    }
  }

  @Test
  void takes_an_opcode_over_when_it_asks_for_that() {
    try (RunningServer server =
        RunningServer.start("", answering("first", false), answering("second", true))) {
      assertThat(ask(server, "who?")).isEqualTo(Response.success("second"));
    }
  }

  private static Response<String> ask(RunningServer server, String what) {
    try (MasterClient client = server.connect()) {
      return Await.result(client.request(ASK, what));
    }
  }

  private static String addFailure(MasterServer server, MasterModule<?> module) {
    Throwable failure = Await.failure(server.addModule(module));
    assertThat(failure).isInstanceOf(StartFailed.class);
    return String.valueOf(failure.getMessage());
  }

  private static ScriptedModule answering(String name, boolean overriding) {
    return new ScriptedModule(
        name,
        module -> {
          var registration = module.handle(ASK, exchange -> () -> exchange.respond(name));
          if (overriding) {
            registration.overriding();
          }
        });
  }

  /** Knows how people want to be addressed. */
  private static final class TitlesModule implements ProvidingModule<Void, Supplier<String>> {
    @Override
    public ModuleSpec spec() {
      return ModuleSpec.named("titles");
    }

    @Override
    public Supplier<String> api(ActorRef<Void> module) {
      return () -> "Dr. ";
    }

    @Override
    public Behavior<Void> start(ModuleContext<Void> module) {
      return Behaviors.empty();
    }
  }

  /** Greets by title, when it is told any. */
  private static final class PoliteModule implements MasterModule<Runnable> {
    @Override
    public ModuleSpec spec() {
      return ModuleSpec.named("polite").mayUse(TitlesModule.class);
    }

    @Override
    public Behavior<Runnable> start(ModuleContext<Runnable> module) {
      String title = module.optionalDependency(TitlesModule.class).map(Supplier::get).orElse("");
      module.handle(
          ASK, exchange -> () -> exchange.respond("Good day, " + title + exchange.request()));
      return Behaviors.receiveMessage(
          command -> {
            command.run();
            return Behaviors.same();
          });
    }
  }

  /** Needs nobody, so it is ready long before the others. */
  private static final class QuickModule implements MasterModule<Void> {
    @Override
    public ModuleSpec spec() {
      return ModuleSpec.named("quick");
    }

    @Override
    public Behavior<Void> start(ModuleContext<Void> module) {
      return Behaviors.empty();
    }
  }
}
