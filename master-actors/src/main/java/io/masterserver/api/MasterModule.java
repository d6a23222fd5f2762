package io.masterserver.api;

import org.apache.pekko.actor.typed.Behavior;

/**
 * A part of the server that answers some opcodes: one typed actor on every node.
 *
 * <p>Modules are found with {@link java.util.ServiceLoader}: name the class in {@code
 * META-INF/services/io.masterserver.api.MasterModule}; it needs a public constructor without
 * parameters. The object itself is only a recipe, and holds no state: {@link #start} is called
 * again when the actor is restarted after a failure.
 *
 * @param <C> the commands of the actor, usually a sealed interface of records
 */
public interface MasterModule<C> {

  /** What the server must know before it starts the module. Always equal. */
  ModuleSpec spec();

  /**
   * Registers what the module handles and returns its behavior; called by the module's actor.
   *
   * <p>When it throws, the module is not ready, and the server does not start.
   */
  Behavior<C> start(ModuleContext<C> module);
}
