package io.masterserver.runtime.module;

import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.ProvidingModule;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.exchange.CorrelationId;
import io.masterserver.runtime.exchange.Delivery;
import io.masterserver.runtime.exchange.LiveExchange;
import io.masterserver.runtime.registry.OpcodeRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The actor around a module: it is given deliveries and the module's own commands, and lets the
 * module's behavior handle them one by one.
 *
 * <p>When the behavior throws, the exchange at hand ends with {@code Error}, and so do those that
 * the module had kept open; then the supervisor starts the module anew. Its routes and its actor
 * stay.
 */
public final class ModuleHost<C> extends ExtensibleBehavior<Object> {

  private static final Logger log = LoggerFactory.getLogger(ModuleHost.class);

  /** Ends the module when it has handled everything before it. */
  public enum Stop {
    STOP
  }

  /** Answered when everything before it has been handled; asked by the test kit. */
  public record Barrier(ActorRef<Done> replyTo) {}

  /** The module has called {@code ready()}. */
  enum ReportedReady {
    REPORTED_READY
  }

  /** The module has called {@code notReady()}. */
  record ReportedNotReady(String why) {}

  /** The module has called {@code failed()}. */
  record ReportedFailed(String why) {}

  private final MasterModule<C> module;
  private final ModuleSpec spec;
  private final ModuleServices services;
  private final ActorRef<ModuleReport> guardian;
  private final ActorRef<Object> self;
  private final HostContext<C> context;
  private final Instance instance;
  private final OpenExchanges open = new OpenExchanges();
  private Behavior<C> behavior;

  /** What the module has last said of itself. */
  private boolean ready;

  private boolean registering;
  private ModuleReport.@Nullable ModuleReady registered;

  /**
   * Which of the actors of a module this is.
   *
   * @param first whether it speaks for the module: registers its routes, and says that it is ready
   * @param others those that handle the same, and do not
   */
  private record Instance(boolean first, List<ActorRef<Delivery>> others) {}

  private ModuleHost(
      MasterModule<C> module,
      ModuleServices services,
      Map<Class<?>, Object> apis,
      ActorRef<ModuleReport> guardian,
      Instance instance,
      boolean again,
      TypedActorContext<Object> actor) {
    this.module = module;
    this.spec = module.spec();
    this.services = services;
    this.guardian = guardian;
    this.instance = instance;
    this.self = actor.asJava().getSelf();
    this.context = new HostContext<>(spec, services, apis, self);
    services.events().unsubscribe(spec.name()); // those of a life before this one
    this.behavior = started(actor);
    if (!spec.reportsReady()) {
      onReportedReady();
    } else if (again) {
      onReportedNotReady("it has failed, and is not ready again yet");
    }
  }

  /**
   * Returns the supervised actor of {@code module}.
   *
   * @param apis what the module's dependencies offer, by their class
   * @param guardian told when the module is ready, not ready any more, ready again, and that it
   *     cannot be
   */
  public static <C> Behavior<Object> create(
      MasterModule<C> module,
      ModuleServices services,
      Map<Class<?>, Object> apis,
      ActorRef<ModuleReport> guardian) {
    return create(module, services, apis, guardian, List.of());
  }

  /**
   * Returns the first actor of a stateless module.
   *
   * @param others {@linkplain #createOther the others}, each on its event loop, in their order
   */
  public static <C> Behavior<Object> create(
      MasterModule<C> module,
      ModuleServices services,
      Map<Class<?>, Object> apis,
      ActorRef<ModuleReport> guardian,
      List<ActorRef<Object>> others) {
    List<ActorRef<Delivery>> deliveries =
        others.stream().<ActorRef<Delivery>>map(ActorRef::narrow).toList();
    return create(module, services, apis, guardian, new Instance(true, deliveries));
  }

  /**
   * Returns one more actor of a stateless module, for another event loop. It handles what it is
   * given, and leaves the rest to the first one.
   */
  public static <C> Behavior<Object> createOther(
      MasterModule<C> module,
      ModuleServices services,
      Map<Class<?>, Object> apis,
      ActorRef<ModuleReport> guardian) {
    return create(module, services, apis, guardian, new Instance(false, List.of()));
  }

  private static <C> Behavior<Object> create(
      MasterModule<C> module,
      ModuleServices services,
      Map<Class<?>, Object> apis,
      ActorRef<ModuleReport> guardian,
      Instance instance) {
    var lives = new AtomicInteger();
    Behavior<Object> host =
        Behaviors.setup(
            actor -> {
              boolean again = lives.getAndIncrement() > 0;
              try {
                return new ModuleHost<>(module, services, apis, guardian, instance, again, actor);
              } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
                startFailed(module.spec().name(), again, e);
                guardian.tell(new ModuleReport.ModuleFailed(module.spec().name(), reason(e)));
                return Behaviors.stopped(); // thrown, it would be started again for ever
              }
            });
    return Behaviors.supervise(host).onFailure(SupervisorStrategy.restart());
  }

  /** What an illegal argument is says its message: most likely it is a setting. */
  private static String reason(Throwable e) {
    return e instanceof IllegalArgumentException && e.getMessage() != null
        ? e.getMessage()
        : "start failed: " + e;
  }

  private static void startFailed(String module, boolean again, Throwable e) {
    if (again) {
      log.error("Module [{}] cannot be started again after its failure, and ends", module, e);
    } else {
      log.debug("Module [{}] failed to start", module, e);
    }
  }

  private Behavior<C> started(TypedActorContext<Object> actor) {
    TypedActorContext<C> typed = typed(actor);
    Behavior<C> initial = module.start(context);
    Behavior.validateAsInitial(initial);
    Behavior<C> started = Behavior.start(initial, typed);
    if (!Behavior.isAlive(started)) {
      throw new IllegalStateException("it has ended at once (expected: a behavior that goes on)");
    }
    return started;
  }

  @Override
  public Behavior<Object> receive(TypedActorContext<Object> actor, Object message) {
    return switch (message) {
      case Delivery delivery -> onDelivery(actor, delivery);
      case ReportedReady ready -> onReportedReady();
      case ReportedNotReady(String why) -> onReportedNotReady(why);
      case ReportedFailed(String why) -> onRefused(why);
      case Barrier(var replyTo) -> onBarrier(replyTo);
      case Stop stop -> Behaviors.stopped();
      case OpcodeRegistry.Registered registered -> onRegistered();
      case OpcodeRegistry.Refused(String why) -> onRefused(why);
      default -> next(handle(actor, message));
    };
  }

  @Override
  public Behavior<Object> receiveSignal(TypedActorContext<Object> actor, Signal signal) {
    if (signal instanceof PreRestart || signal instanceof PostStop) {
      open.abortAll(spec.name());
    }
    Behavior<C> result = Behavior.interpretSignal(behavior, typed(actor), signal);
    behavior = Behavior.canonicalize(result, behavior, typed(actor));
    return next(result);
  }

  private Behavior<Object> onDelivery(TypedActorContext<Object> actor, Delivery delivery) {
    int taken = 0;
    try {
      for (LiveExchange<?, ?> exchange : delivery.exchanges()) {
        taken++;
        if (exchange.begin() && !handleExchange(actor, exchange)) {
          break;
        }
      }
    } finally {
      LiveExchange<?, ?> last = delivery.exchanges().get(taken - 1);
      delivery.owner().ran(delivery, taken, last.isLeftOpen());
      last.changes().disconnectIfAsked();
    }
    return next(behavior);
  }

  /** Handles one exchange; returns whether the next one of the delivery may follow at once. */
  private boolean handleExchange(TypedActorContext<Object> actor, LiveExchange<?, ?> exchange) {
    try {
      if (Behavior.isUnhandled(handle(actor, command(exchange))) && !exchange.isComplete()) {
        exchange.fail(Status.NOT_HANDLED, "the module does not handle this now");
      }
    } catch (Exception e) {
      String correlationId = CorrelationId.next();
      exchange.abort(CorrelationId.internalServerError(correlationId));
      // The supervisor logs the stack trace.
      log.error(
          "Module [{}] failed in {} and is restarted: {} [correlation id {}]",
          spec.name(),
          exchange,
          e.toString(),
          correlationId);
      throw e;
    }
    if (!exchange.endTurn()) {
      open.add(exchange);
      return false;
    }
    return exchange.changes().isEmpty() && Behavior.isAlive(behavior);
  }

  private Object command(LiveExchange<?, ?> exchange) {
    return instance.first() ? exchange.command() : context.command(exchange);
  }

  @SuppressWarnings("unchecked") // what is none of the host's own messages is the module's
  private Behavior<C> handle(TypedActorContext<Object> actor, Object message) {
    try {
      Behavior<C> result = Behavior.interpretMessage(behavior, typed(actor), (C) message);
      behavior = Behavior.canonicalize(result, behavior, typed(actor));
      return result;
    } catch (LinkageError | StackOverflowError | AssertionError e) {
      // A fault of one module: as an error it would end the whole server.
      throw new IllegalStateException("module '%s': %s".formatted(spec.name(), e), e);
    }
  }

  /**
   * Tells the actor system what the module's behavior has come to; the host itself stays the same.
   */
  private Behavior<Object> next(Behavior<C> result) {
    if (!Behavior.isAlive(result)) {
      return Behaviors.stopped();
    }
    return Behavior.isUnhandled(result) ? Behaviors.unhandled() : this;
  }

  private Behavior<Object> onBarrier(ActorRef<Done> replyTo) {
    replyTo.tell(Done.getInstance());
    return this;
  }

  private Behavior<Object> onReportedReady() {
    if (!instance.first()) {
      return this;
    }
    ready = true;
    if (registered != null) {
      guardian.tell(registered);
    } else if (!registering) {
      registering = true;
      services
          .registry()
          .tell(
              new OpcodeRegistry.Register(
                  spec.name(), context.routes(instance.others()), self.narrow()));
    }
    return this;
  }

  private Behavior<Object> onReportedNotReady(String why) {
    ready = false;
    guardian.tell(new ModuleReport.ModuleNotReady(spec.name(), why.replaceAll("\\s*\\R\\s*", " ")));
    return this;
  }

  private Behavior<Object> onRegistered() {
    if (!registering) {
      return this; // asked for in a life before this one
    }
    registered = new ModuleReport.ModuleReady(spec.name(), api());
    if (ready) {
      guardian.tell(registered);
    }
    return this;
  }

  private @Nullable Object api() {
    return module instanceof ProvidingModule<C, ?> providing ? providing.api(context.self()) : null;
  }

  private Behavior<Object> onRefused(String why) {
    guardian.tell(new ModuleReport.ModuleFailed(spec.name(), why));
    return Behaviors.stopped();
  }

  @SuppressWarnings("unchecked") // the same actor, seen by the module as one of its commands
  private TypedActorContext<C> typed(TypedActorContext<Object> actor) {
    return (TypedActorContext<C>) (TypedActorContext<?>) actor;
  }
}
