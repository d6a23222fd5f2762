package io.masterserver.runtime.eventloop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.HashMap;
import java.util.Map;

/** The configuration of the dispatchers that run on event loops. */
final class LoopDispatchers {

  private static final String DEFAULT_EXECUTOR = "pekko.actor.default-dispatcher.executor";

  private LoopDispatchers() {}

  static String ofLoop(int index) {
    return "master.event-loop.dispatcher-" + index;
  }

  /**
   * Returns the dispatcher of each loop; and makes the loops Pekko's default dispatcher, unless
   * {@code root} has another executor for it than Pekko itself.
   */
  static Config over(Config root) {
    String executor = LoopExecutorConfigurator.class.getName();
    Map<String, Object> dispatchers = new HashMap<>();
    if (root.getString(DEFAULT_EXECUTOR).equals("default-executor")) {
      dispatchers.put(DEFAULT_EXECUTOR, executor);
    }
    int loops = EventLoopSettings.from(root).loops();
    for (int index = 0; index < loops; index++) {
      dispatchers.put(ofLoop(index), Map.of("executor", executor, "loop", index));
    }
    return ConfigFactory.parseMap(dispatchers, "master.event-loop");
  }
}
