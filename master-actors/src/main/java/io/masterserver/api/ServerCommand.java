package io.masterserver.api;

import com.typesafe.config.Config;
import java.io.PrintStream;
import java.util.List;

/**
 * A task that the launcher does instead of running the server: {@code bin/master-server NAME …}.
 *
 * <p>Commands are found with {@link java.util.ServiceLoader}, like modules.
 */
public interface ServerCommand {

  /** What it is called by; lower-case words with dashes. */
  String name();

  /** What it does, in one line, for {@code --help}. */
  String description();

  /**
   * Does it, on the calling thread.
   *
   * @param config the whole configuration, as the server would see it
   * @param arguments behind the name
   * @return the exit code of the program: 0 if all went well
   */
  int run(Config config, List<String> arguments, PrintStream out, PrintStream err);
}
