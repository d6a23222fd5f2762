package io.masterserver.runtime.eventloop;

import com.typesafe.config.Config;
import io.masterserver.api.SettingsSection;
import java.time.Duration;

/**
 * The {@code master.event-loop} section of the configuration.
 *
 * @param loops how many threads, 1 or more
 * @param tasksPerTurn after how many tasks sockets are looked at again
 * @param socketsPerTurn how many sockets that are ready have their turn before tasks are run
 * @param slowTask from how long on a task is reported
 */
public record EventLoopSettings(
    int loops, int tasksPerTurn, int socketsPerTurn, Duration slowTask) {

  private static final String SECTION = "master.event-loop";

  /**
   * Reads the section.
   *
   * @param root the whole configuration
   * @throws IllegalArgumentException if a value is wrong; names the key, where it is set, and what
   *     is allowed
   */
  public static EventLoopSettings from(Config root) {
    var section = new SettingsSection(root.getConfig(SECTION), SECTION);
    int loops = section.number("loops", 0, 1024);
    return new EventLoopSettings(
        loops == 0 ? Runtime.getRuntime().availableProcessors() : loops,
        section.number("tasks-per-turn", 1, 1_000_000),
        section.number("sockets-per-turn", 1, 1_000_000),
        section.duration("slow-task", Duration.ofMillis(20), Duration.ofHours(1)));
  }
}
