package io.masterserver.api;

import org.apache.pekko.actor.typed.ActorRef;

/**
 * A module that offers an API to the modules that depend on it.
 *
 * @param <C> the commands of the actor
 * @param <A> the API: an interface whose methods send commands to the actor; safe to call from any
 *     thread
 */
public interface ProvidingModule<C, A> extends MasterModule<C> {

  /**
   * Returns what {@link ModuleContext#dependency} gives to dependents. Called once, when the module
   * is ready.
   *
   * @param module the actor, the same one after a restart
   */
  A api(ActorRef<C> module);
}
