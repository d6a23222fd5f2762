package io.masterserver.api;

import com.typesafe.config.Config;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What the server gives to a module.
 *
 * <p>Threads: {@code handle}, {@code subscribe}, {@code dependency} and {@code storeSessions}
 * belong into {@link MasterModule#start}; {@code publish}, {@code sessionStore}, {@code peers},
 * {@code ready}, {@code notReady} and {@code failed} may be called from any thread.
 *
 * @param <C> the commands of the module's actor
 */
public interface ModuleContext<C> {

  /** The module's actor. */
  ActorRef<C> self();

  /** The section {@code master.modules.<name>} of the configuration; empty if there is none. */
  Config config();

  /**
   * Has {@code request} handled by this module.
   *
   * @param toCommand makes the command that the actor gets, usually a record's constructor
   */
  <Q, A> Registration handle(Request<Q, A> request, Function<Exchange<Q, A>, C> toCommand);

  /**
   * Has {@code notification} handled by this module.
   *
   * @param toCommand makes the command that the actor gets, usually a record's constructor
   */
  <Q> Registration handle(
      Notification<Q> notification, Function<Exchange<Q, Nothing>, C> toCommand);

  /**
   * Returns the API of a module that {@link ModuleSpec#dependsOn this one depends on}.
   *
   * @throws IllegalArgumentException if the spec does not name it
   */
  <A> A dependency(Class<? extends ProvidingModule<?, A>> module);

  /**
   * Returns the API of a module that {@link ModuleSpec#mayUse this one may use}, if it is
   * installed.
   *
   * @throws IllegalArgumentException if the spec does not name it
   */
  <A> Optional<A> optionalDependency(Class<? extends ProvidingModule<?, A>> module);

  /** Has every event of {@code type} that is published on this node sent to the module's actor. */
  <E extends ModuleEvent> void subscribe(Class<E> type, Function<E, C> toCommand);

  /** Tells {@code event} to every module on this node that has subscribed to its class. */
  void publish(ModuleEvent event);

  /**
   * Has the sessions of this node kept in {@code store}, so that they survive the node.
   *
   * @throws IllegalArgumentException if another module stores them already
   */
  void storeSessions(SessionStore store);

  /** Where sessions are kept; empty if no module of this node has said so, or none yet. */
  Optional<SessionStore> sessionStore();

  /** The peers of this server. */
  Peers peers();

  /**
   * Reports the module ready, if its spec says that {@link ModuleSpec#reportsReady it does so}, and
   * ready again after {@link #notReady}.
   */
  void ready();

  /**
   * Reports that the module cannot do its work at the moment: its database is gone, for example.
   * The node then counts as not ready until {@link #ready()}; the module goes on getting messages,
   * and refuses what it cannot do.
   *
   * @param why for the operator, without secrets
   */
  void notReady(String why);

  /**
   * Reports that the module cannot start, and that waiting does not mend it: a wrong password, for
   * example. The module ends; while the server is starting, it does not start.
   *
   * @param why for the operator: one line that names the culprit and the mend, without secrets
   */
  void failed(String why);
}
