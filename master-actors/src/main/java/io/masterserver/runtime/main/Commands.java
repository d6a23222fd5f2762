package io.masterserver.runtime.main;

import com.typesafe.config.Config;
import io.masterserver.api.ServerCommand;
import io.masterserver.runtime.guardian.StartFailed;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the program can do besides running the server: the commands of its jars, by name. */
final class Commands {

  private final Map<String, ServerCommand> byName;

  private Commands(Map<String, ServerCommand> byName) {
    this.byName = byName;
  }

  /**
   * Returns the commands that {@code loader} finds.
   *
   * @throws StartFailed if one cannot be loaded, or two have the same name
   */
  static Commands find(ClassLoader loader) {
    Map<String, ServerCommand> byName = new TreeMap<>();
    try {
      for (ServerCommand command : ServiceLoader.load(ServerCommand.class, loader)) {
        ServerCommand other = byName.putIfAbsent(command.name(), command);
        if (other != null) {
          throw new StartFailed(
              "two commands are named '%s': %s and %s (rename one, or remove its jar)"
                  .formatted(
                      command.name(), other.getClass().getName(), command.getClass().getName()));
        }
      }
    } catch (ServiceConfigurationError e) {
      throw new StartFailed(
          "a command cannot be loaded: %s (mend its META-INF/services, or remove its jar)"
              .formatted(e.getMessage()),
          e);
    }
    return new Commands(byName);
  }

  /**
   * Returns the command of this name.
   *
   * @throws StartFailed if there is none; says which there are
   */
  ServerCommand named(String name) {
    ServerCommand command = byName.get(name);
    if (command == null) {
      throw new StartFailed(
          "there is no command '%s' (%s; without a command, the server runs; see --help)"
              .formatted(
                  name,
                  byName.isEmpty()
                      ? "none is installed"
                      : "there are: " + String.join(", ", byName.keySet())));
    }
    return command;
  }

  /** Does a command, on the calling thread, and returns its exit code. */
  @SuppressWarnings("SystemOut") // commands talk to the user
  static int run(ServerCommand command, Config config, List<String> arguments) {
    try {
      return command.run(config, arguments, System.out, System.err);
    } catch (RuntimeException | LinkageError e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new StartFailed("%s: %s".formatted(command.name(), why), e);
    } finally {
      System.out.flush();
      System.err.flush();
    }
  }

  /** Returns a line for each command, for {@code --help}. */
  List<String> help() {
    return byName.values().stream()
        .map(command -> "  %-18s  %s".formatted(command.name(), command.description()))
        .collect(Collectors.toUnmodifiableList());
  }
}
