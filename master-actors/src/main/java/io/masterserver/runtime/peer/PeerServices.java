package io.masterserver.runtime.peer;

import io.masterserver.api.ModuleEvent;
import io.masterserver.runtime.registry.Routes;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * What all peers of a node share. Threads: any.
 *
 * @param nanoClock a clock in nanoseconds that never goes back; the tests' own in tests
 * @param events where modules are told who comes and goes
 */
public record PeerServices(
    ActorSystem<?> system,
    PeerSettings settings,
    Routes routes,
    LongSupplier nanoClock,
    Consumer<ModuleEvent> events,
    PeerMetrics metrics,
    NodeLimits limits,
    NodeSessions sessions,
    PeerCensus census) {}
