package io.masterserver.tests.deploy;

import static java.util.stream.Collectors.toSet;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.masterserver.modules.auth.AuthModule;
import io.masterserver.modules.database.DatabaseModule;
import io.masterserver.modules.mail.MailModule;
import io.masterserver.runtime.guardian.MasterServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A file of settings that is installed with the server, as a node reads it. */
record NodeSettings(String text) {

  private static final Pattern INCLUDE =
      Pattern.compile("include required\\(file\\(\"([^\"]+)\"\\)\\)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\??(\\w+)}");
  private static final Pattern FILE = Pattern.compile("\"(/[^\"]+)\"");

  static NodeSettings read(Path file) {
    try {
      return new NodeSettings(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The environment variables that it takes. */
  Set<String> variables() {
    return VARIABLE.matcher(text).results().map(name -> name.group(1)).collect(toSet());
  }

  /** The files that it names, the included one among them. */
  Set<String> files() {
    return FILE.matcher(text).results().map(file -> file.group(1)).collect(toSet());
  }

  /** With secrets in the place of the included file, and a node's address. */
  Config over(Config defaults) {
    String secrets = "master.database.password = \"of the test\"";
    String inlined = INCLUDE.matcher(text).replaceAll((MatchResult found) -> secrets);
    return ConfigFactory.parseString(inlined)
        .resolveWith(ConfigFactory.parseString("MASTER_CLUSTER_HOST = 127.0.0.1"))
        .withFallback(defaults);
  }

  Config configuration() {
    return MasterServer.configuration(over(ConfigFactory.empty()));
  }

  CompletionStage<MasterServer> start() {
    return MasterServer.start(
        configuration(), List.of(new DatabaseModule(), new MailModule(), new AuthModule()));
  }

  /** How long a node may take to stop in order: what it waits for, and what ends its modules. */
  static Duration longestStop(Config configuration) {
    Config waits = configuration.getConfig("master.shutdown").withoutPath("reconnect-after");
    Duration longest =
        configuration.getDuration("pekko.coordinated-shutdown.phases.service-stop.timeout");
    for (String key : waits.root().keySet()) {
      longest = longest.plus(waits.getDuration(key));
    }
    return longest;
  }
}
