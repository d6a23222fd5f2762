package io.masterserver.runtime.eventloop;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/**
 * Lets a dispatcher of Pekko run on the event loops of its system:
 *
 * <pre>{@code
 * my-dispatcher {
 *   executor = "io.masterserver.runtime.eventloop.LoopExecutorConfigurator"
 *   loop = 0  # if all of it has to run on this one; else it runs where it was scheduled
 * }
 * }</pre>
 */
public final class LoopExecutorConfigurator extends ExecutorServiceConfigurator {

  private static final String LOOP = "loop";

  private final Config config;
  private final DispatcherPrerequisites prerequisites;

  /** Called by Pekko, by reflection. */
  public LoopExecutorConfigurator(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
    this.config = config;
    this.prerequisites = prerequisites;
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
    return () -> {
      EventLoops loops = EventLoops.take(prerequisites);
      return config.hasPath(LOOP)
          ? new LoopExecutor(loops, loops.all().get(config.getInt(LOOP)))
          : new LoopExecutor(loops, loops);
    };
  }
}
