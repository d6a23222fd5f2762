package io.masterserver.runtime.module;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.masterserver.api.Exchange;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleEvent;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.Nothing;
import io.masterserver.api.Peers;
import io.masterserver.api.ProvidingModule;
import io.masterserver.api.Registration;
import io.masterserver.api.SessionStore;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.runtime.exchange.Delivery;
import io.masterserver.runtime.exchange.LiveExchange;
import io.masterserver.runtime.registry.ModuleActors;
import io.masterserver.runtime.registry.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** The context of a module, for one life of its actor. */
final class HostContext<C> implements ModuleContext<C> {

  private final ModuleSpec spec;
  private final ModuleServices services;
  private final Map<Class<?>, Object> apis;
  private final ActorRef<Object> self;
  private final List<HandledOperation<?, ?>> operations = new ArrayList<>();

  /**
   * @param apis what the module's dependencies offer, by their class
   */
  HostContext(
      ModuleSpec spec, ModuleServices services, Map<Class<?>, Object> apis, ActorRef<Object> self) {
    this.spec = spec;
    this.services = services;
    this.apis = apis;
    this.self = self;
  }

  /**
   * Returns what the module has registered.
   *
   * @param others actors that handle the same
   */
  List<Route> routes(List<ActorRef<Delivery>> others) {
    var actors = new ModuleActors(self.narrow(), others);
    return operations.stream()
        .<Route>map(operation -> operation.route(spec.name(), actors))
        .toList();
  }

  /**
   * Makes the command of an exchange as this actor has registered it, whose route another actor of
   * the module has registered.
   */
  Object command(LiveExchange<?, ?> exchange) {
    int opcode = exchange.handling().operation().opcode();
    for (HandledOperation<?, ?> operation : operations) {
      if (operation.opcode() == opcode) {
        return operation.command(exchange);
      }
    }
    throw new IllegalStateException(
        "%s is registered by the first actor of stateless module '%s' only (register the same each time it starts)"
            .formatted(exchange.handling().operation(), spec.name()));
  }

  @Override
  public ActorRef<C> self() {
    return self.unsafeUpcast();
  }

  @Override
  public Config config() {
    String path = "master.modules." + spec.name();
    return services.config().hasPath(path)
        ? services.config().getConfig(path)
        : ConfigFactory.empty();
  }

  @Override
  public <Q, A> Registration handle(Request<Q, A> request, Function<Exchange<Q, A>, C> toCommand) {
    return added(
        new HandledOperation<>(request, request.answer(), toCommand, services.requestTimeout()));
  }

  @Override
  public <Q> Registration handle(
      Notification<Q> notification, Function<Exchange<Q, Nothing>, C> toCommand) {
    return added(new HandledOperation<>(notification, null, toCommand, services.requestTimeout()));
  }

  private Registration added(HandledOperation<?, ?> operation) {
    operations.add(operation);
    return operation;
  }

  @Override
  public <A> A dependency(Class<? extends ProvidingModule<?, A>> module) {
    return this.<A>api(module, spec.requires(), "dependsOn")
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "module '%s' got no API of %s, which offers one only when it is a ProvidingModule"
                        .formatted(spec.name(), module.getName())));
  }

  @Override
  public <A> Optional<A> optionalDependency(Class<? extends ProvidingModule<?, A>> module) {
    return api(module, spec.mayUse(), "mayUse");
  }

  @SuppressWarnings("unchecked") // the guardian keeps under each class what its api() has returned
  private <A> Optional<A> api(
      Class<?> module, List<Class<? extends MasterModule<?>>> declared, String how) {
    if (!declared.contains(module)) {
      throw new IllegalArgumentException(
          "module '%s' asks for %s, which its spec does not name (add .%s(%s.class))"
              .formatted(spec.name(), module.getName(), how, module.getSimpleName()));
    }
    @Nullable A api = (A) apis.get(module);
    return Optional.ofNullable(api);
  }

  @Override
  public <E extends ModuleEvent> void subscribe(Class<E> type, Function<E, C> toCommand) {
    refuseIfStateless("subscribe to events");
    ActorRef<C> actor = self();
    services
        .events()
        .subscribe(spec.name(), type, event -> actor.tell(toCommand.apply(type.cast(event))));
  }

  @Override
  public void publish(ModuleEvent event) {
    services.events().publish(event);
  }

  @Override
  public void storeSessions(SessionStore store) {
    refuseIfStateless("store sessions");
    services.sessions().provide(spec.name(), store);
  }

  @Override
  public Optional<SessionStore> sessionStore() {
    return services.sessions().current();
  }

  @Override
  public Peers peers() {
    return services.peers();
  }

  @Override
  public void ready() {
    self.tell(ModuleHost.ReportedReady.REPORTED_READY);
  }

  @Override
  public void notReady(String why) {
    refuseIfStateless("report that it is not ready");
    self.tell(new ModuleHost.ReportedNotReady(why));
  }

  /** There may be several of its actors, which would do it several times. */
  private void refuseIfStateless(String what) {
    if (spec.isStateless()) {
      throw new IllegalStateException(
          "module '%s' is stateless, so it cannot %s (remove .stateless() from its spec)"
              .formatted(spec.name(), what));
    }
  }

  @Override
  public void failed(String why) {
    self.tell(new ModuleHost.ReportedFailed(why));
  }
}
