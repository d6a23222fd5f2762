package io.masterserver.bench.server;

import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorSystem;

/** The actor system of Pekko's echoes, as Pekko's own defaults make it. */
final class PekkoSystem {

  private PekkoSystem() {}

  static ActorSystem start() {
    // The class path is also this server's, on which pekko-discovery is older than the rest.
    return ActorSystem.create(
        "echo",
        ConfigFactory.parseString("pekko.fail-mixed-versions = off")
            .withFallback(ConfigFactory.load()));
  }
}
