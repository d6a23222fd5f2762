package io.masterserver.runtime.main;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ServerCommand;
import io.masterserver.runtime.guardian.MasterServer;
import io.masterserver.runtime.guardian.ServerSettings;
import io.masterserver.runtime.guardian.StartFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one node of the master server until it is told to stop, or one of its commands. */
@Command(
    name = "master-server",
    description = {
      "Runs one node of the master server until it is told to stop (Ctrl-C, SIGTERM).",
      "With a command, does that instead."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    sortOptions = false,
    exitCodeOnInvalidInput = 1,
    exitCodeOnExecutionException = 1)
public final class MasterServerMain implements Callable<Integer> {

  private static final Logger log = LoggerFactory.getLogger(MasterServerMain.class);

  /** Else Pekko would close what connects the nodes as soon as the JVM is told to end. */
  private static final Config STOPS_IN_ORDER =
      ConfigFactory.parseMap(
          Map.of("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", true), "master-server");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings to use, in HOCON. Default: application.conf beside the launcher.")
  private @Nullable Path config;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "TCP port to listen on, 0 for any. Overrides master.tcp.bind-port.")
  private @Nullable Integer port;

  @Option(
      names = "--websocket-port",
      paramLabel = "N",
      description = "WebSocket port to listen on, 0 for any. Overrides master.websocket.bind-port.")
  private @Nullable Integer webSocketPort;

  @Option(
      names = "--management-port",
      paramLabel = "N",
      description = "Admin port to listen on, 0 for any. Overrides master.management.bind-port.")
  private @Nullable Integer managementPort;

  @Option(
      names = "--node",
      paramLabel = "N",
      description =
          "Runs node N of a cluster on this machine: its ports are 10 * (N - 1) higher, and it"
              + " joins node 1. Nodes share a PostgreSQL.")
  private @Nullable Integer node;

  @Option(
      names = "--module-path",
      paramLabel = "DIR",
      description = "Folder with jars of further modules. May be given more than once.")
  private List<Path> modulePath = new ArrayList<>();

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "What to do instead of running the server, and what to tell it.")
  private List<String> command = new ArrayList<>();

  public static void main(String[] arguments) {
    var program = new MasterServerMain();
    int exitCode =
        new CommandLine(program)
            .setStopAtPositional(true) // what is behind the command's name belongs to the command
            .setExecutionStrategy(
                new HelpWithCommands(() -> Commands.find(ModuleFinder.loader(program.modulePath))))
            .setParameterExceptionHandler(new OneLineUsageError())
            .execute(arguments);
    // A server that runs lives by its threads; what a command has left behind must not.
    if (exitCode != 0 || !program.command.isEmpty()) {
      System.exit(exitCode);
    }
  }

  @Override
  public Integer call() {
    Optional<String> wrongLevel = LogLevels.complaint(System.getenv());
    if (wrongLevel.isPresent()) {
      return refused(wrongLevel.get()); // not logged: there is no telling at which level
    }
    try {
      ClassLoader loader = ModuleFinder.loader(modulePath);
      Config settings = settings(loader);
      if (!command.isEmpty()) {
        return runCommand(settings, loader);
      }
      List<MasterModule<?>> modules = ModuleFinder.find(loader);
      return run(settings, modules);
    } catch (StartFailed e) {
      return failed(e);
    } catch (CompletionException e) {
      return e.getCause() instanceof StartFailed why ? failed(why) : failed(e);
    } catch (ConfigException e) {
      return failed(
          new StartFailed(
              "configuration: %s (mend that line%s)"
                  .formatted(
                      e.getMessage(),
                      e instanceof ConfigException.Parse
                          ? ", or a bracket or quotation mark before it"
                          : ""),
              e));
    }
  }

  private static int run(Config settings, List<MasterModule<?>> modules) {
    StopOnSignal signal = StopOnSignal.install();
    CompletionStage<MasterServer> starting = MasterServer.start(settings, modules, signal.told());
    signal.stops(starting); // first: who reads the line may stop the server at once
    try {
      MasterServer server = starting.toCompletableFuture().join();
      new ReadyLine(server.started()).print(System.out);
      return 0;
    } catch (CompletionException e) {
      if (signal.isTold()) {
        return 0; // it was given up
      }
      throw e;
    }
  }

  private int runCommand(Config settings, ClassLoader loader) {
    ServerCommand found = Commands.find(loader).named(command.getFirst());
    return Commands.run(found, settings, command.subList(1, command.size()));
  }

  private Config settings(ClassLoader loader) {
    Config file = file();
    Config settings = MasterServer.configuration(file, loader);
    Config options =
        overriding("master.tcp.bind-port", port, "--port")
            .withFallback(
                overriding("master.websocket.bind-port", webSocketPort, "--websocket-port"))
            .withFallback(
                overriding("master.management.bind-port", managementPort, "--management-port"));
    if (node != null) {
      options = options.withFallback(NodeOnThisMachine.of(node, settings));
    }
    if (!options.isEmpty()) {
      ServerSettings.from(settings); // also what the options hide must be right
    }
    return MasterServer.configuration(
        STOPS_IN_ORDER.withFallback(options).withFallback(file), loader);
  }

  /** The one line of a failed start; everything else is for those who turn the log up. */
  private static int failed(RuntimeException e) {
    log.debug("Start failed", e);
    return refused(String.valueOf(e.getMessage()));
  }

  @SuppressWarnings("SystemOut") // the log may be configured away, this line must be seen
  private static int refused(String why) {
    System.err.println("master-server: " + why.replaceAll("\\s*\\R\\s*", " "));
    return 1;
  }

  private Config file() {
    if (config == null) {
      return ConfigFactory.empty();
    }
    if (!Files.isRegularFile(config) || !Files.isReadable(config)) {
      throw new StartFailed(
          "--config %s: there is no such file, or it cannot be read (give another, or leave it out)"
              .formatted(config));
    }
    return ConfigFactory.parseFile(config.toFile());
  }

  private static Config overriding(String key, @Nullable Integer value, String option) {
    return value == null
        ? ConfigFactory.empty()
        : ConfigFactory.parseMap(Map.of(key, value), option);
  }
}
