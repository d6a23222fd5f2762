package io.masterserver.runtime.peer;

import com.typesafe.config.ConfigFactory;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleEvent;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.Peers;
import io.masterserver.api.SessionStore;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import io.masterserver.runtime.module.EventHub;
import io.masterserver.runtime.module.ModuleHost;
import io.masterserver.runtime.module.ModuleReport;
import io.masterserver.runtime.module.ModuleServices;
import io.masterserver.runtime.registry.AccessTable;
import io.masterserver.runtime.registry.OpcodeRegistry;
import io.masterserver.runtime.registry.OperationLimits;
import io.masterserver.runtime.registry.Route;
import io.masterserver.runtime.registry.Routes;
import io.masterserver.runtime.registry.SessionStorage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** A node without network whose time stands still: real modules, and peers with probes. */
public final class ProbedNode implements AutoCloseable {

  public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

  public final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  public final EventHub events = new EventHub();
  final Routes routes = new Routes();
  final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000); // it may wrap around
  private final ManualTime time = ManualTime.get(kit.system());
  private final AtomicInteger lastPeer = new AtomicInteger();
  private final LimitSettings limits;
  final SimpleMeterRegistry sessionMeters = new SimpleMeterRegistry();
  final NodeSessions sessions;

  /** Where sessions are saved; null if they are not. */
  volatile @Nullable SessionStore store;

  private final ActorRef<OpcodeRegistry.Command> registry;

  /** The incarnation of this node. */
  static final long HERE = 17;

  /** The incarnation of a node that does not answer. */
  static final long SILENT = 18;

  /** A node without limits. */
  public ProbedNode() {
    this(LimitSettings.NONE, OperationLimits.NONE);
  }

  ProbedNode(LimitSettings limits, OperationLimits operationLimits) {
    this(limits, operationLimits, SessionSettings.OFF);
  }

  ProbedNode(SessionSettings sessions) {
    this(LimitSettings.NONE, OperationLimits.NONE, sessions);
  }

  private ProbedNode(
      LimitSettings limits, OperationLimits operationLimits, SessionSettings sessions) {
    this.limits = limits;
    this.sessions =
        new NodeSessions(
            sessions,
            HERE,
            ProbedNode::route,
            transport -> List.of(),
            () -> Optional.ofNullable(store),
            sessionMeters);
    this.registry = kit.spawn(OpcodeRegistry.create(routes, AccessTable.EMPTY, operationLimits));
  }

  /** A module whose commands are what to do. */
  private record Scripted(ModuleSpec spec, Consumer<ModuleContext<Runnable>> onStart)
      implements MasterModule<Runnable> {

    @Override
    public Behavior<Runnable> start(ModuleContext<Runnable> module) {
      onStart.accept(module);
      return Behaviors.receiveMessage(
          command -> {
            command.run();
            return Behaviors.same();
          });
    }
  }

  /** A module that was started, and what the guardian is told of it. */
  public record Spawned(ActorRef<Object> host, TestProbe<ModuleReport> reports) {}

  /** Starts a module; returns when it answers. */
  public Spawned start(String name, Consumer<ModuleContext<Runnable>> onStart) {
    Spawned spawned = spawn(ModuleSpec.named(name), onStart);
    spawned.reports().expectMessage(new ModuleReport.ModuleReady(name, null));
    return spawned;
  }

  /** Starts a module, come what may. */
  public Spawned spawn(ModuleSpec spec, Consumer<ModuleContext<Runnable>> onStart) {
    var services =
        new ModuleServices(
            registry,
            events,
            new NoPeers(),
            new SessionStorage(),
            ConfigFactory.empty(),
            REQUEST_TIMEOUT);
    TestProbe<ModuleReport> reports = kit.createTestProbe();
    return new Spawned(
        kit.spawn(
            ModuleHost.create(new Scripted(spec, onStart), services, Map.of(), reports.ref())),
        reports);
  }

  /** Registers routes by hand. */
  void register(String module, Route... all) {
    TestProbe<OpcodeRegistry.Reply> reply = kit.createTestProbe();
    registry.tell(new OpcodeRegistry.Register(module, Arrays.asList(all), reply.ref()));
    reply.expectMessage(OpcodeRegistry.Registered.REGISTERED);
  }

  /** There is another node in the cluster, which does not answer. */
  private static boolean route(long node, SessionMessage.FindSession find) {
    return node == SILENT;
  }

  /** Makes a peer without a connection. */
  ActorRef<Peer.Command> newPeer(PeerId id, SimpleMeterRegistry meters, Consumer<ModuleEvent> to) {
    return kit.spawn(Peer.create(services(meters, to), id));
  }

  /** Returns what peers need. */
  PeerServices services(Consumer<ModuleEvent> to) {
    return services(new SimpleMeterRegistry(), to);
  }

  private PeerServices services(SimpleMeterRegistry meters, Consumer<ModuleEvent> to) {
    return new PeerServices(
        kit.system(),
        new PeerSettings(REQUEST_TIMEOUT, 4, false),
        routes,
        nanos::get,
        event -> {
          to.accept(event);
          events.publish(event);
        },
        PeerMetrics.in(meters),
        NodeLimits.of(limits, meters),
        sessions,
        new PeerCensus());
  }

  public ProbedPeer connect() {
    return connect("127.0.0.1:4711", "tcp");
  }

  public ProbedPeer connect(String address, String transport) {
    return new ProbedPeer(this, new PeerId(lastPeer.incrementAndGet()), address, transport);
  }

  /** Moves the clock; call it behind a barrier. */
  public void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
    time.timePasses(duration);
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }

  /** Nobody else is connected here. */
  private static final class NoPeers implements Peers {
    @Override
    public PeerHandle peer(PeerId id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <Q> void broadcast(
        Collection<? extends PeerHandle> peers,
        Notification<Q> notification,
        Q packet,
        DeliveryMethod delivery) {
      throw new UnsupportedOperationException(List.copyOf(peers).toString());
    }
  }
}
