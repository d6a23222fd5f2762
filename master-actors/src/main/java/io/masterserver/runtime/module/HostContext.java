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

  /** Returns what the module has registered. */
  List<Route> routes() {
    ActorRef<Delivery> actor = self.narrow();
    return operations.stream()
        .<Route>map(operation -> operation.route(spec.name(), actor))
        .toList();
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
    self.tell(new ModuleHost.ReportedNotReady(why));
  }

  @Override
  public void failed(String why) {
    self.tell(new ModuleHost.ReportedFailed(why));
  }
}
