package io.masterserver.bench.soak;

import io.masterserver.bench.process.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the command line says. */
@Command(
    name = "bin/soak",
    description =
        "Lets clients connect, work and die at random, and looks for what they leave behind in the"
            + " server.")
final class SoakOptions {

  @Option(names = "--help", usageHelp = true, description = "show this")
  @SuppressWarnings("unused") // picocli asks itself
  private boolean help;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MINUTES",
      defaultValue = "20",
      description = "how long clients come, 1 or more (default: ${DEFAULT-VALUE})")
  private int minutes;

  @Option(
      names = "--clients",
      paramLabel = "COUNT",
      defaultValue = "2000",
      description = "at a time, 1 or more (default: ${DEFAULT-VALUE})")
  private int clients;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "repeats what the clients of an earlier run chose (default: another each time)")
  private long seed = RandomGenerator.getDefault().nextInt(Integer.MAX_VALUE);

  @Option(names = "--server-cpu", hidden = true, defaultValue = "0")
  private int serverCpu;

  @Option(names = "--output", hidden = true, defaultValue = "bench/target/soak")
  private Path output = Path.of("bench/target/soak");

  @Spec private CommandSpec spec = CommandSpec.create();

  Duration time() {
    return Duration.ofMinutes(atLeastOne("MINUTES", minutes));
  }

  int clients() {
    return atLeastOne("--clients", clients);
  }

  long seed() {
    return seed;
  }

  private int atLeastOne(String name, int value) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), "%s: %d (expected: 1 or more)".formatted(name, value));
    }
    return value;
  }

  ServerSettings serverSettings() {
    return new ServerSettings(
        Integer.toString(serverCpu),
        List.of(),
        System.getProperty("java.class.path"),
        output,
        false);
  }
}
