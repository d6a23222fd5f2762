package io.masterserver.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleEvent;
import io.masterserver.api.PeerId;
import io.masterserver.api.Peers;
import io.masterserver.api.SessionStore;
import io.masterserver.runtime.module.EventHub;
import io.masterserver.runtime.module.ModuleHost;
import io.masterserver.runtime.module.ModuleServices;
import io.masterserver.runtime.peer.LimitSettings;
import io.masterserver.runtime.peer.NodeLimits;
import io.masterserver.runtime.peer.NodeSessions;
import io.masterserver.runtime.peer.PeerCensus;
import io.masterserver.runtime.peer.PeerMetrics;
import io.masterserver.runtime.peer.PeerServices;
import io.masterserver.runtime.peer.PeerSettings;
import io.masterserver.runtime.peer.SessionSettings;
import io.masterserver.runtime.registry.AccessTable;
import io.masterserver.runtime.registry.OpcodeRegistry;
import io.masterserver.runtime.registry.OperationLimits;
import io.masterserver.runtime.registry.Routes;
import io.masterserver.runtime.registry.SessionStorage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * One module, ready, with real peers and routes around it.
 *
 * <p>Time stands still: timers, time-outs and exchanges see only what {@link #timePasses} says.
 *
 * <p>Threads: one, the test's. Must be closed.
 *
 * @param <C> the commands of the module
 */
public final class ModuleTestKit<C> implements AutoCloseable {

  private final ActorTestKit actors;
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger peerIds = new AtomicInteger();
  private final EventHub events = new EventHub();
  private final SessionStorage sessions = new SessionStorage();
  private final TestPeers peers;
  private final PeerServices peerServices;
  private final TestReports reports;
  private final ActorRef<Object> host;

  private ModuleTestKit(MasterModule<C> module, Config config, Map<Class<?>, Object> fakes) {
    actors = ActorTestKit.create(ManualTime.config().withFallback(config));
    peers = new TestPeers();
    try {
      Duration requestTimeout = config.getDuration("master.peer.request-timeout");
      var routes = new Routes();
      peerServices =
          new PeerServices(
              actors.system(),
              new PeerSettings(
                  requestTimeout,
                  config.getInt("master.peer.max-pending-requests"),
                  config.getBoolean("master.peer.msf-error-texts")),
              routes,
              nanos::get,
              events::publish,
              PeerMetrics.in(new SimpleMeterRegistry()),
              NodeLimits.of(LimitSettings.NONE, new SimpleMeterRegistry()),
              new NodeSessions(
                  new SessionSettings(
                      config.getDuration("master.session.resume-within"),
                      config.getBytes("master.session.max-kept").intValue(),
                      config.getInt("master.session.max-kept-messages"),
                      config.getBytes("master.session.max-kept-of-node").intValue(),
                      config.getInt("master.session.max-detached"),
                      config.getDuration("master.session.take-over-after")),
                  0,
                  (node, find) -> false,
                  transport -> List.of(),
                  Optional::empty,
                  new SimpleMeterRegistry()),
              new PeerCensus());
      var services =
          new ModuleServices(
              actors.spawn(
                  OpcodeRegistry.create(routes, AccessTable.from(config), OperationLimits.NONE)),
              events,
              peers,
              sessions,
              config,
              requestTimeout);
      reports = new TestReports(actors);
      host = actors.spawn(ModuleHost.create(module, services, fakes, reports.ref()));
      reports.awaitReady(module.spec().name());
    } catch (RuntimeException | AssertionError e) {
      actors.shutdownTestKit();
      throw e;
    }
  }

  /**
   * Starts {@code module} and returns when it is ready, however often it says before that it is
   * not.
   *
   * @throws AssertionError if it is not; says why
   */
  public static <C> ModuleTestKit<C> start(MasterModule<C> module, Fake... fakes) {
    return start(module, ConfigFactory.empty(), fakes);
  }

  /**
   * Starts {@code module} with settings of its own and returns when it is ready.
   *
   * @param settings over the defaults, from the root: {@code master.modules.<name> { … }}
   * @throws AssertionError if it is not ready; says why
   */
  public static <C> ModuleTestKit<C> start(MasterModule<C> module, Config settings, Fake... fakes) {
    return new ModuleTestKit<>(
        module,
        settings.withFallback(ConfigFactory.defaultReferenceUnresolved()).resolve(),
        Arrays.stream(fakes).collect(Collectors.toMap(Fake::module, Fake::api)));
  }

  /** Connects another client from this machine; so nobody can read along. */
  public TestPeer connectPeer() {
    return connect("127.0.0.1", "tcp");
  }

  /**
   * Connects another client from elsewhere, over TLS.
   *
   * @param host its address in numbers, for example {@code 192.0.2.7}
   */
  public TestPeer connectPeerFrom(String host) {
    return connect(host, "tls");
  }

  /**
   * Connects another client from elsewhere without encryption: {@linkplain
   * io.masterserver.api.Registration#confidential() confidential} operations are refused.
   */
  public TestPeer connectPeerInTheClear() {
    return connect("192.0.2.1", "tcp");
  }

  private TestPeer connect(String host, String transport) {
    PeerId id = nextPeerId();
    TestPeer peer = TestPeer.connect(this, peerServices, id, host, transport);
    peers.add(peer);
    return peer;
  }

  PeerId nextPeerId() {
    return new PeerId(peerIds.incrementAndGet());
  }

  /** Returns why the module cannot do its work, as it says; empty if it can. */
  public Optional<String> notReady() {
    awaitHandled();
    return reports.notReady();
  }

  /**
   * Waits until the peers and the module have handled what they were sent, and what came of it
   * between them. Does not wait for other actors of the module.
   */
  public void awaitHandled() {
    peers.awaitHandled();
    TestProbe<Done> probe = actors.createTestProbe();
    host.tell(new ModuleHost.Barrier(probe.ref()));
    probe.receiveMessage();
    peers.awaitHandled();
  }

  /** The module's actor, to be told commands directly. */
  public ActorRef<C> module() {
    return host.unsafeUpcast();
  }

  /** Publishes an event as another module would. */
  public void publish(ModuleEvent event) {
    events.publish(event);
  }

  /** Returns a probe that is told every event of {@code type} published from now on. */
  public <E extends ModuleEvent> TestProbe<E> eventProbe(Class<E> type) {
    TestProbe<E> probe = actors.createTestProbe(type);
    events.subscribe("test", type, event -> probe.ref().tell(type.cast(event)));
    return probe;
  }

  /**
   * Moves the time of the module and its peers, after they have {@link #awaitHandled handled} what
   * is under way, and waits until they have handled what was due.
   */
  public void timePasses(Duration time) {
    awaitHandled();
    nanos.addAndGet(time.toNanos());
    ManualTime.get(actors.system()).timePasses(time);
    awaitHandled();
  }

  /** For probes and other actors of the test. */
  public ActorTestKit actors() {
    return actors;
  }

  /** The way to the connected peers by id, as the module has it. */
  public Peers peers() {
    return peers;
  }

  /** Where the module has sessions kept; empty if it has not said so. */
  public Optional<SessionStore> sessionStore() {
    return sessions.current();
  }

  /** Stops everything. */
  @Override
  public void close() {
    actors.shutdownTestKit();
  }
}
