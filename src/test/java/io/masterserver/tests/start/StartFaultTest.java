package io.masterserver.tests.start;

import static io.masterserver.tests.fixture.Operations.ASK;
import static io.masterserver.tests.fixture.RunningServer.startFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.testkit.InMemorySessionStore;
import io.masterserver.tests.fixture.ScriptedModule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A server does not start")
@Timeout(60)
class StartFaultTest {

  @Test
  void without_a_module_that_another_one_needs() {
    assertThat(startFailure("", new DemandingModule()))
        .isEqualTo(
            "module 'demanding' requires io.masterserver.tests.start.ThrowingModule, which is not"
                + " installed (install it, switch it on, or set"
                + " master.modules.demanding.enabled = off)");
  }

  @Test
  void with_a_module_that_another_one_needs_switched_off() {
    assertThat(
            startFailure(
                "master.modules.throwing.enabled = off",
                new DemandingModule(),
                new ThrowingModule()))
        .contains("module 'demanding' requires", "ThrowingModule", "switch it on");
  }

  @Test
  void with_modules_that_wait_for_each_other() {
    assertThat(startFailure("", new Hen(), new Egg())).contains("hen → egg → hen");
  }

  @Test
  void with_a_module_that_ends_before_it_is_ready() {
    assertThat(startFailure("", new Quitter()))
        .isEqualTo("module 'quitter' ended before it was ready (see its log)");
  }

  /** Would report ready later, but ends. */
  private static final class Quitter implements MasterModule<String> {

    @Override
    public ModuleSpec spec() {
      return ModuleSpec.named("quitter").reportsReady(Duration.ofSeconds(30));
    }

    @Override
    public Behavior<String> start(ModuleContext<String> module) {
      module.self().tell("end");
      return Behaviors.receiveMessage(end -> Behaviors.stopped());
    }
  }

  @Test
  void with_an_opcode_that_two_modules_claim() {
    assertThat(startFailure("", answering("left"), answering("right")))
        .contains("opcode 100 (ask)", "'left'", "'right'", "overriding");
  }

  @Test
  void with_an_opcode_that_one_module_claims_twice() {
    assertThat(
            startFailure(
                "",
                new ScriptedModule(
                    "stutterer",
                    module -> {
                      module.handle(ASK, exchange -> () -> exchange.respond("a"));
                      module.handle(ASK, exchange -> () -> exchange.respond("b"));
                    })))
        .contains("opcode 100", "registered twice", "'stutterer'");
  }

  @Test
  void with_two_modules_that_store_sessions() {
    assertThat(startFailure("", storing("left"), storing("right")))
        .contains(
            "sessions are stored by module",
            "master.modules.left.enabled = off",
            "master.modules.right.enabled = off");
  }

  private static ScriptedModule storing(String name) {
    return new ScriptedModule(name, module -> module.storeSessions(new InMemorySessionStore()));
  }

  @Test
  void with_two_modules_of_one_name() {
    assertThat(startFailure("", answering("twin"), new EchoModule(), answering("twin")))
        .contains("two modules are named 'twin'", ScriptedModule.class.getName());
  }

  @Test
  void with_a_module_that_is_not_ready_in_time() {
    var never = ModuleSpec.named("never-ready").reportsReady(Duration.ofMillis(200));

    assertThat(startFailure("", new ScriptedModule(never, module -> {})))
        .contains("module 'never-ready' was not ready within PT0.2S");
  }

  @Test
  void with_a_module_that_throws() {
    assertThat(startFailure("", new ThrowingModule()))
        .contains("module 'throwing'", "no licence found");
  }

  @Test
  void on_a_port_that_is_taken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(startFailure("master.tcp.bind-port = " + taken.getLocalPort()))
          .contains(":" + taken.getLocalPort(), "is the port taken?", "master.tcp.bind-port");
    }
  }

  @ParameterizedTest(name = "with {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "master.connection.max-connection = 5       | did you mean master.connection.max-connections?",
        "master.modules.ecko.enabled = off   | did you mean master.modules.echo.enabled?",
        "master.tcp.bind-port = many         | master.tcp.bind-port: many (expected: 0..65535;",
        "master.tcp.bind-host = no.such.host.invalid | no.such.host.invalid cannot be resolved",
        "pekko.loglevel = 5 | pekko.loglevel: 5 (expected: OFF, ERROR, WARNING, INFO, DEBUG; set",
        "master.tcp.bind-port = 70000        | master.tcp.bind-port: 70000 (expected: 0..65535",
        "master.connection.max-connections = 0      | master.connection.max-connections: 0 (expected: 1..",
        "master.connection.idle-timeout = 5 parsecs | master.connection.idle-timeout",
        "master.connection.idle-timeout = 0 s | master.connection.idle-timeout",
        "master.connection.max-message-size = 1 GiB | master.connection.max-message-size",
        "master.connection.max-message-size = 12 elephants | 12 elephants (expected: 1024..16777216",
        "master.connection.max-outbound = 2 KiB | master.connection.max-outbound",
        "master.tcp.tls.key-file = key.pem   | only one of key-file and chain-file is set",
        "master.cluster.seed-nodes = [nowhere] | master.cluster.seed-nodes",
        "master.modules.core.permission-keys = [{ key = short, level = 1 }] | 'core': permission-keys",
        "master.modules.core.enabled = perhaps | master.modules.core.enabled: perhaps (expected: on or off;"
      })
  @DisplayName("with a wrong setting, and names it")
  void with_a_wrong_setting(String setting, String named) {
    assertThat(startFailure(setting, new EchoModule())).contains(named).doesNotContain("\n");
  }

  @Test
  void with_tls_files_that_are_no_keys(@TempDir Path folder) throws IOException {
    Path key = Files.writeString(folder.resolve("key.pem"), "not a key");
    Path chain = Files.writeString(folder.resolve("chain.pem"), "not a certificate");

    assertThat(
            startFailure(
                "master.tcp.tls { key-file = \"%s\", chain-file = \"%s\" }".formatted(key, chain)))
        .contains(key.toString(), "expected: an unencrypted PEM private key", "master.tcp.tls")
        .doesNotContain("Exception");
  }

  @Test
  void with_tls_files_that_are_not_there(@TempDir Path folder) {
    Path key = folder.resolve("missing.pem");

    assertThat(
            startFailure(
                "master.tcp.tls { key-file = \"%s\", chain-file = \"%s\" }".formatted(key, key)))
        .contains(key.toString(), "master.tcp.tls");
  }

  @Test
  void with_a_module_whose_spec_is_wrong() {
    assertThat(startFailure("", new MisnamedModule()))
        .contains("MisnamedModule", "'Mis Named'", "lower-case words with dashes");
  }

  private static final class MisnamedModule implements MasterModule<Void> {
    @Override
    public ModuleSpec spec() {
      return ModuleSpec.named("Mis Named");
    }

    @Override
    public Behavior<Void> start(ModuleContext<Void> module) {
      return Behaviors.empty();
    }
  }

  private static ScriptedModule answering(String name) {
    return new ScriptedModule(
        name, module -> module.handle(ASK, exchange -> () -> exchange.respond(name)));
  }

  private static final class Hen implements MasterModule<Void> {
    @Override
    public ModuleSpec spec() {
      return ModuleSpec.named("hen").dependsOn(Egg.class);
    }

    @Override
    public Behavior<Void> start(ModuleContext<Void> module) {
      return Behaviors.empty();
    }
  }

  private static final class Egg implements MasterModule<Void> {
    @Override
    public ModuleSpec spec() {
      return ModuleSpec.named("egg").mayUse(Hen.class);
    }

    @Override
    public Behavior<Void> start(ModuleContext<Void> module) {
      return Behaviors.empty();
    }
  }
}
