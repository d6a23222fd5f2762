package io.masterserver.tests.start;

import com.typesafe.config.Config;
import io.masterserver.api.ServerCommand;
import java.io.PrintStream;
import java.util.List;

/** Prints the settings that it is asked for; fails in other ways on demand. */
public final class ShowSettingCommand implements ServerCommand {

  @Override
  public String name() {
    return "show-setting";
  }

  @Override
  public String description() {
    return "Prints settings, 100% as the server sees them.";
  }

  @Override
  public int run(Config config, List<String> arguments, PrintStream out, PrintStream err) {
    for (String key : arguments) {
      switch (key) {
        case "--strict" -> err.println("strictly");
        case "--linger" -> new Thread(ShowSettingCommand::linger, "lingers").start();
        case "--break" -> throw new IllegalStateException("broken,\nas the test wants");
        default -> out.println(key + " = " + config.getString(key));
      }
    }
    return arguments.contains("--strict") ? 3 : 0;
  }

  private static synchronized void linger() {
    try {
      ShowSettingCommand.class.wait(); // for ever
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
