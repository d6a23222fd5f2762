package io.masterserver.runtime.guardian;

import io.masterserver.api.MasterModule;
import io.masterserver.runtime.admin.AdminPort;
import io.masterserver.runtime.cluster.ShardedPeers;
import io.masterserver.runtime.connection.Gateway;
import io.masterserver.runtime.connection.GatewaySettings;
import io.masterserver.runtime.connection.Transport;
import io.masterserver.runtime.forming.Membership;
import io.masterserver.runtime.module.ModuleReport;
import io.masterserver.runtime.registry.AccessTable;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The root of a server: starts it in order, and then looks after its modules.
 *
 * <p>Whatever goes wrong before the server is ready ends it, with one line that says what.
 */
public final class ServerGuardian extends AbstractMatchingBehavior<ServerGuardian.Command> {

  private static final Logger log = LoggerFactory.getLogger(ServerGuardian.class);

  // ---- protocol -------------------------------------------------------------------------------

  public sealed interface Command {}

  /** Start this module, now that the server runs. */
  public record AddModule(MasterModule<?> module, ActorRef<Added> replyTo) implements Command {}

  /** Whether a module was added: if not, why. */
  public record Added(Optional<String> failure) {}

  /** Stop all modules, the last one started first; sent when the server stops. */
  record StopModules(ActorRef<Done> replyTo) implements Command {}

  private record Reported(ModuleReport report) implements Command {}

  /** A module has not reported in time. Sent by its timer, never by others. */
  record NotReady(String module) implements Command {}

  /** The actor of a module has ended. */
  record ModuleEnded(String module) implements Command {}

  private record AdminOpen(InetSocketAddress address) implements Command {}

  private record Stands(Membership.Standing standing) implements Command {}

  private record Reachable() implements Command {}

  private record Bound(Gateway gateway, Transport.Listener listener) implements Command {}

  /** Something that must work for the server to start did not. */
  private record Failed(String why) implements Command {}

  private enum LookAtCertificate implements Command {
    LOOK_AT_CERTIFICATE
  }

  private enum JoinTimer {
    JOIN_TIMER
  }

  // ---- behavior -------------------------------------------------------------------------------

  private final TimerScheduler<Command> timers;
  private final ServerSettings settings;
  private final Certificates certificates;
  private final CompletableFuture<MasterServer.Started> result;
  private final Node node;
  private final ModuleStarter modules;
  private final AccessTable access;
  private final NodeReadiness readiness;
  private final List<Meter> meters;
  private final long startedNanos = System.nanoTime();
  private final Map<Gateway, Transport.Listener> listeners = new HashMap<>();
  private @Nullable InetSocketAddress admin;
  private boolean joined;
  private boolean reachable;
  private boolean binding;

  private ServerGuardian(
      ActorContext<Command> context, TimerScheduler<Command> timers, Launch launch) {
    super(context);
    this.timers = timers;
    this.settings = launch.settings();
    this.certificates = launch.certificates();
    this.result = launch.result();
    this.access = launch.access();
    this.readiness = launch.readiness();
    this.node = Node.create(context, settings, certificates, access);
    this.meters = shown();
    this.modules =
        new ModuleStarter(
            context,
            timers,
            node.moduleServices(),
            context.messageAdapter(ModuleReport.class, Reported::new),
            readiness,
            node.doors().loopDispatchers(),
            launch.plan());
    readiness.tell(
        ready -> {
          node.others().thisOneIsReady(ready);
          node.sessions().takeOthers(ready);
        });
    modules.startReady();
    timers.startSingleTimer(JoinTimer.JOIN_TIMER, notJoined(), settings.cluster().joinTimeout());
    settings.admin().ifPresentOrElse(this::openAdminPort, this::joinCluster);
  }

  private List<Meter> shown() {
    MeterRegistry all = Metrics.globalRegistry;
    List<Meter> shown = new ArrayList<>();
    shown.add(readiness.showIn(all, node.address()));
    shown.add(node.showConnectionsIn(all));
    shown.addAll(node.sessions().showIn(all, node.address()));
    shown.addAll(node.doors().showIn(all, node.address()));
    return shown;
  }

  static Behavior<Command> create(Launch launch) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new ServerGuardian(context, timers, launch)));
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Reported(var report) -> onReport(report);
      case NotReady(String module) -> onNotReady(module);
      case ModuleEnded(String module) -> onModuleEnded(module);
      case AdminOpen(var address) -> onAdminOpen(address);
      case Stands(var standing) -> onStanding(standing);
      case Reachable yes -> onReachable();
      case Bound(var gateway, var listener) -> onBound(gateway, listener);
      case Failed(String why) -> fail(why);
      case AddModule(var module, var replyTo) -> onAddModule(module, replyTo);
      case StopModules(var replyTo) -> onStopModules(replyTo);
      case LookAtCertificate look -> onLookAtCertificate();
    };
  }

  @Override
  public Behavior<Command> onSignal(Signal signal) {
    if (signal instanceof PostStop) {
      meters.forEach(Metrics.globalRegistry::remove);
      return this;
    }
    return Behaviors.unhandled();
  }

  // ---- start ----------------------------------------------------------------------------------

  /** First of all: it tells why the rest takes so long, and nodes find each other by it. */
  private void openAdminPort(InetSocketAddress bind) {
    getContext()
        .pipeToSelf(
            AdminPort.open(getContext().getSystem(), bind, readiness::health),
            (address, failure) ->
                failure == null
                    ? new AdminOpen(address)
                    : new Failed(
                        "cannot listen on %s for the admin port: is the port taken? (stop the other program, or change master.management.bind-port or bind-host)"
                            .formatted(bind)));
  }

  private Behavior<Command> onAdminOpen(InetSocketAddress address) {
    admin = address;
    joinCluster();
    return this;
  }

  private void joinCluster() {
    getContext()
        .spawn(
            Membership.create(
                settings.cluster(),
                getContext().messageAdapter(Membership.Standing.class, Stands::new)),
            "membership");
  }

  private Failed notJoined() {
    return new Failed(
        "the node has not become a member of a cluster within %s (%s)"
            .formatted(settings.cluster().joinTimeout(), settings.cluster().whyNotJoined()));
  }

  private Behavior<Command> onStanding(Membership.Standing standing) {
    readiness.cluster(standing.trouble());
    return joined || standing.trouble().isPresent() ? this : onJoined();
  }

  private Behavior<Command> onJoined() {
    joined = true;
    ShardedPeers peers = node.peers();
    getContext()
        .pipeToSelf(
            peers.reachable(settings.cluster().joinTimeout()),
            (yes, failure) ->
                failure == null
                    ? new Reachable()
                    : new Failed("no shard for peers could be had: " + failure.getMessage()));
    return this;
  }

  private Behavior<Command> onReachable() {
    timers.cancel(JoinTimer.JOIN_TIMER);
    reachable = true;
    return bindWhenReady();
  }

  private Behavior<Command> onReport(ModuleReport report) {
    return switch (report) {
      case ModuleReport.ModuleReady(String module, var api) -> {
        modules.onReady(module, api);
        yield bindWhenReady();
      }
      case ModuleReport.ModuleFailed(String module, String why) ->
          onModuleFailed(module, "module '%s': %s".formatted(module, why));
      case ModuleReport.ModuleNotReady(String module, String why) -> {
        modules.onNotReady(module, why);
        yield this;
      }
    };
  }

  private Behavior<Command> onNotReady(String module) {
    return onModuleFailed(module, modules.tooLate(module));
  }

  private Behavior<Command> onModuleFailed(String module, String why) {
    if (result.isDone()) {
      modules.onFailedLater(module, why);
      return this;
    }
    return fail(why);
  }

  private Behavior<Command> onModuleEnded(String module) {
    if (!result.isDone() && modules.isStarting(module)) {
      return fail("module '%s' ended before it was ready (see its log)".formatted(module));
    }
    modules.onEnded(module);
    return this;
  }

  private Behavior<Command> bindWhenReady() {
    if (!binding && reachable && modules.allReady()) {
      Set<String> operations = node.routes().current().operations();
      Optional<String> unknown =
          access
              .unknownEntry(operations)
              .or(() -> settings.operationLimits().unknownEntry(operations));
      if (unknown.isPresent()) {
        return fail(unknown.get());
      }
      binding = true;
      node.gateways().forEach(this::bind);
    }
    return this;
  }

  private void bind(Gateway gateway) {
    GatewaySettings door = gateway.settings();
    getContext()
        .pipeToSelf(
            gateway.bind(),
            (listener, failure) ->
                failure == null
                    ? new Bound(gateway, listener)
                    : new Failed(
                        "cannot listen on %s by %s: is the port taken? (stop the other program, or change %s.bind-port or bind-host)"
                            .formatted(door.bind(), gateway.name(), door.section())));
  }

  private Behavior<Command> onBound(Gateway gateway, Transport.Listener listener) {
    listeners.put(gateway, listener);
    if (listeners.size() == node.gateways().size()) {
      onServing();
    }
    return this;
  }

  private void onServing() {
    readiness.serving();
    new Shutdown(node, readiness, getContext().getSelf())
        .register(getContext().getSystem(), List.copyOf(listeners.values()));
    certificates
        .reloadInterval()
        .ifPresent(
            interval ->
                timers.startTimerWithFixedDelay(LookAtCertificate.LOOK_AT_CERTIFICATE, interval));
    var addresses = new LinkedHashMap<String, InetSocketAddress>();
    for (Gateway gateway : node.gateways()) {
      addresses.put(gateway.name(), Objects.requireNonNull(listeners.get(gateway)).address());
    }
    result.complete(
        new MasterServer.Started(
            Collections.unmodifiableMap(addresses),
            node.seedNode(),
            Optional.ofNullable(admin),
            modules.millis(),
            (System.nanoTime() - startedNanos) / 1_000_000));
  }

  private Behavior<Command> fail(String why) {
    if (result.isDone()) {
      log.error("{}", why);
      return this;
    }
    result.completeExceptionally(new StartFailed(why));
    return Behaviors.stopped();
  }

  // ---- later ----------------------------------------------------------------------------------

  private Behavior<Command> onAddModule(MasterModule<?> module, ActorRef<Added> replyTo) {
    modules.add(module, replyTo);
    return this;
  }

  private Behavior<Command> onStopModules(ActorRef<Done> replyTo) {
    modules.stopAll(replyTo);
    return this;
  }

  private Behavior<Command> onLookAtCertificate() {
    getContext()
        .getSystem()
        .dispatchers()
        .lookup(DispatcherSelector.blocking())
        .execute(certificates::reloadIfChanged);
    return this;
  }
}
