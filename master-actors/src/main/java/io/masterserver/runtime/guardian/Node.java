package io.masterserver.runtime.guardian;

import io.masterserver.runtime.cluster.ClientAddresses;
import io.masterserver.runtime.cluster.OtherNodes;
import io.masterserver.runtime.cluster.Rebalancing;
import io.masterserver.runtime.cluster.SessionDoor;
import io.masterserver.runtime.cluster.ShardedPeers;
import io.masterserver.runtime.connection.Admission;
import io.masterserver.runtime.connection.ConnectionMetrics;
import io.masterserver.runtime.connection.ConnectionStage;
import io.masterserver.runtime.connection.Connections;
import io.masterserver.runtime.connection.Gateway;
import io.masterserver.runtime.connection.HandshakeThreads;
import io.masterserver.runtime.module.EventHub;
import io.masterserver.runtime.module.ModuleServices;
import io.masterserver.runtime.peer.NodeLimits;
import io.masterserver.runtime.peer.NodeSessions;
import io.masterserver.runtime.peer.PeerCensus;
import io.masterserver.runtime.peer.PeerMetrics;
import io.masterserver.runtime.peer.PeerServices;
import io.masterserver.runtime.registry.AccessTable;
import io.masterserver.runtime.registry.OpcodeRegistry;
import io.masterserver.runtime.registry.Routes;
import io.masterserver.runtime.registry.SessionStorage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.typed.Cluster;

/** The parts of a node, put together. */
record Node(
    ActorSystem<?> system,
    ServerSettings settings,
    ShardedPeers peers,
    ModuleServices moduleServices,
    Routes routes,
    Admission admission,
    Connections connections,
    PeerCensus census,
    NodeSessions sessions,
    OtherNodes others,
    Doors doors) {

  static Node create(
      ActorContext<?> context,
      ServerSettings settings,
      Certificates certificates,
      AccessTable access) {
    ActorSystem<?> system = context.getSystem();
    MeterRegistry meters = Metrics.globalRegistry;
    var routes = new Routes();
    var events = new EventHub();
    var census = new PeerCensus();
    var connections = new Connections();
    OtherNodes others = OtherNodes.start(system, addresses(settings), connections::size);
    var storage = new SessionStorage();
    var sessions =
        new NodeSessions(
            settings.session(),
            SessionDoor.node(system),
            SessionDoor.router(system, storage::current, settings.session().takeOverAfter()),
            others::addresses,
            storage::current,
            meters);
    context.spawn(
        Rebalancing.create(settings.rebalance(), others, connections::size, sessions::some),
        "rebalancing");
    ShardedPeers peers =
        ShardedPeers.start(
            new PeerServices(
                system,
                settings.peer(),
                routes,
                System::nanoTime,
                events::publish,
                PeerMetrics.in(meters),
                NodeLimits.of(settings.limits(), meters),
                sessions,
                census));
    var moduleServices =
        new ModuleServices(
            context.spawn(
                OpcodeRegistry.create(routes, access, settings.operationLimits()),
                "opcode-registry"),
            events,
            peers,
            storage,
            settings.config(),
            settings.peer().requestTimeout());
    var admission =
        new Admission(
            settings.maxConnections(),
            settings.maxConnectionsPerAddress(),
            settings.maxHandshakes());
    var handshakes = new HandshakeThreads();
    system.getWhenTerminated().whenComplete((done, failure) -> handshakes.close());
    var shared =
        new ConnectionStage.Shared(
            settings.connection(),
            peers,
            connections,
            ConnectionMetrics.in(meters),
            settings.proxies(),
            handshakes.paced(admission.newcomers()::returned));
    return new Node(
        system,
        settings,
        peers,
        moduleServices,
        routes,
        admission,
        connections,
        census,
        sessions,
        others,
        Doors.create(system, settings, admission, shared, certificates));
  }

  private static ClientAddresses addresses(ServerSettings settings) {
    return new ClientAddresses(
        settings.tcp().addresses(),
        settings.webSocket().map(door -> door.gateway().addresses()).orElse(List.of()));
  }

  List<Gateway> gateways() {
    return doors.gateways();
  }

  /** Shows how many connections there are in {@code master.connections.open}. */
  Gauge showConnectionsIn(MeterRegistry meters) {
    return Gauge.builder("master.connections.open", admission, Admission::size)
        .tag("node", address())
        .register(meters);
  }

  /** Where other nodes reach this one, as they write it to join it: {@code host:port}. */
  String seedNode() {
    Address self = Cluster.get(system).selfMember().address();
    return self.getHost().orElseThrow() + ":" + self.getPort().orElseThrow();
  }

  /** Where other nodes reach this one, with the name of its system: {@code master@host:port}. */
  String address() {
    return Cluster.get(system).selfMember().address().hostPort();
  }
}
