package io.masterserver.runtime.connection;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.masterserver.runtime.eventloop.EventLoops;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The transports that there are, with what they run on; it ends with the tests. */
enum TransportKind {
  PEKKO {
    @Override
    Transport transport(GatewaySettings settings) {
      return new PekkoTcpTransport(Systems.ON_PEKKO, settings, new Newcomers());
    }
  },
  EVENT_LOOP {
    @Override
    Transport transport(GatewaySettings settings) {
      return new EventLoopTransport(
          Systems.ON_LOOPS,
          settings,
          Duration.ofMillis(300),
          EventLoops.take(Systems.ON_LOOPS),
          new Newcomers());
    }
  };

  abstract Transport transport(GatewaySettings settings);

  static GatewaySettings settings(InetSocketAddress bind) {
    return new GatewaySettings(
        "master.tcp", bind, List.of(), 128, 100_000, 64 * 1024, true, Optional.empty(), false);
  }

  private static final class Systems {

    private static final Config CONFIG =
        ConfigFactory.parseString(
                "master.event-loop.loops = 2, pekko.loglevel = WARNING, pekko.daemonic = on")
            .withFallback(ConfigFactory.load());

    static final ActorSystem<Void> ON_PEKKO =
        ActorSystem.create(Behaviors.empty(), "pekko", CONFIG);
    static final ActorSystem<Void> ON_LOOPS =
        ActorSystem.create(
            Behaviors.empty(), "loops", EventLoops.dispatchers(CONFIG).withFallback(CONFIG));
  }
}
