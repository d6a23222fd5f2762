package io.masterserver.bench;

import io.masterserver.bench.process.ServerKind;
import io.masterserver.bench.process.ServerSettings;
import io.masterserver.bench.scenario.Phases;
import io.masterserver.bench.scenario.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the command line says. */
@Command(
    name = "bin/bench",
    description =
        "Measures the master server against plain Netty and plain Pekko, over TCP and WebSocket.",
    footer = {"", "bin/bench --codecs [JMH options] measures the codecs alone."})
final class Options {

  @Option(names = "--help", usageHelp = true, description = "show this")
  @SuppressWarnings("unused") // picocli asks itself
  private boolean help;

  @Option(
      names = "--server",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "netty,pekko,master,master-pekko-tcp,netty-ws,pekko-http-ws,master-ws",
      description =
          "over TCP: netty, pekko, master, master-pekko-tcp (with Pekko's I/O); over WebSocket, in"
              + " scenarios whose names begin with ws: netty-ws, pekko-http-ws, master-ws; several with commas (default: all)")
  private List<ServerKind> servers = new ArrayList<>();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      split = ",",
      description =
          "100x1, 100x16, 1000x1, 1000-at-20000-per-second, connects, ws-100x1, ws-100x16, ws-1000x1,"
              + " log-in-storm, token-log-ins-h2, token-log-ins-postgresql, idle, idle-100k"
              + " (default: all)")
  private List<String> scenarios = new ArrayList<>();

  @Option(
      names = "--rounds",
      paramLabel = "COUNT",
      defaultValue = "3",
      description = "default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "default: ${DEFAULT-VALUE}")
  private int warmUp;

  @Option(
      names = "--measured",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "default: ${DEFAULT-VALUE}")
  private int measured;

  @Option(names = "--quick", description = "2 s of warm-up, 2 s measured: to try it out")
  private boolean quick;

  @Option(
      names = "--idle",
      paramLabel = "COUNT",
      defaultValue = "10000",
      description = "connections of the scenario idle (default: ${DEFAULT-VALUE})")
  private int idle;

  @Option(
      names = "--server-cpus",
      paramLabel = "LIST",
      defaultValue = "0",
      description =
          "the processors of the server, as taskset takes them (default: ${DEFAULT-VALUE})")
  private String serverCpus = "0";

  @Option(
      names = "--server-jvm-options",
      paramLabel = "OPTIONS",
      defaultValue = "",
      description = "for the JVM of every server, with spaces between")
  private String serverJvmOptions = "";

  @Option(names = "--profile", description = "write flame graphs of what is measured")
  private boolean profile;

  @Option(names = "--output", hidden = true, defaultValue = "bench/target/bench")
  private Path output = Path.of("bench/target/bench");

  @Spec private CommandSpec spec = CommandSpec.create();

  List<ServerKind> servers() {
    return List.copyOf(servers);
  }

  int rounds() {
    return rounds;
  }

  Phases phases() {
    return quick
        ? new Phases(Duration.ofSeconds(2), Duration.ofSeconds(2))
        : new Phases(Duration.ofSeconds(warmUp), Duration.ofSeconds(measured));
  }

  List<Scenario> scenarios() {
    List<Scenario> all = Scenario.all(idle);
    List<String> known = all.stream().map(Scenario::name).toList();
    for (String wanted : scenarios) {
      if (!known.contains(wanted)) {
        throw new ParameterException(
            spec.commandLine(),
            "--scenario: '%s' (expected: %s)".formatted(wanted, String.join(", ", known)));
      }
    }
    return all.stream()
        .filter(scenario -> scenarios.isEmpty() || scenarios.contains(scenario.name()))
        .toList();
  }

  ServerSettings serverSettings() {
    List<String> jvmOptions =
        serverJvmOptions.isBlank() ? List.of() : List.of(serverJvmOptions.trim().split("\\s+", -1));
    return new ServerSettings(
        serverCpus, jvmOptions, System.getProperty("java.class.path"), output, profile);
  }
}
