package io.masterserver.runtime.module;

import com.typesafe.config.Config;
import io.masterserver.api.Peers;
import io.masterserver.runtime.registry.OpcodeRegistry;
import io.masterserver.runtime.registry.SessionStorage;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What all modules of a node share. Threads: any.
 *
 * @param sessions told who stores them
 * @param config the whole configuration
 * @param requestTimeout when a module that does not answer is cut off, unless its operation says
 *     otherwise
 */
public record ModuleServices(
    ActorRef<OpcodeRegistry.Command> registry,
    EventHub events,
    Peers peers,
    SessionStorage sessions,
    Config config,
    Duration requestTimeout) {

  /** Says nothing of the configuration, which holds secrets. */
  @Override
  public String toString() {
    return "ModuleServices";
  }
}
