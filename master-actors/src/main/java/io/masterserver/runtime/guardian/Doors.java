package io.masterserver.runtime.guardian;

import io.masterserver.runtime.connection.Admission;
import io.masterserver.runtime.connection.ConnectionStage;
import io.masterserver.runtime.connection.EventLoopTransport;
import io.masterserver.runtime.connection.Gateway;
import io.masterserver.runtime.connection.GatewaySettings;
import io.masterserver.runtime.connection.MessageProtocol;
import io.masterserver.runtime.connection.PekkoTcpTransport;
import io.masterserver.runtime.connection.Protocol;
import io.masterserver.runtime.connection.Transport;
import io.masterserver.runtime.connection.websocket.WebSocketProtocol;
import io.masterserver.runtime.eventloop.EventLoops;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/**
 * Where clients come in.
 *
 * @param loops on which they are served, if they are served on event loops
 */
record Doors(List<Gateway> gateways, Optional<EventLoops> loops) {

  static Doors create(
      ActorSystem<?> system,
      ServerSettings settings,
      Admission admission,
      ConnectionStage.Shared shared,
      Certificates certificates) {
    Optional<EventLoops> loops =
        settings.onEventLoops() ? Optional.of(loopsOf(system)) : Optional.empty();
    Function<GatewaySettings, Transport> transport =
        loops
            .<Function<GatewaySettings, Transport>>map(
                on ->
                    door ->
                        new EventLoopTransport(
                            system,
                            door,
                            shared.settings().closeTimeout(),
                            on,
                            admission.newcomers()))
            .orElse(door -> new PekkoTcpTransport(system, door, admission.newcomers()));
    List<Gateway> gateways =
        protocols(system, settings, shared).entrySet().stream()
            .map(
                door ->
                    new Gateway(
                        transport.apply(door.getKey()),
                        door.getKey(),
                        door.getValue(),
                        admission,
                        shared,
                        certificates.of(door.getKey())))
            .toList();
    return new Doors(gateways, loops);
  }

  /** They run at least as long as the system. */
  private static EventLoops loopsOf(ActorSystem<?> system) {
    EventLoops loops = EventLoops.take(system);
    system.getWhenTerminated().thenRun(loops::giveBack);
    return loops;
  }

  /** The dispatchers of the loops, if there are several. */
  List<DispatcherSelector> loopDispatchers() {
    return loops.filter(on -> on.all().size() > 1).stream()
        .flatMap(on -> on.all().stream())
        .<DispatcherSelector>map(loop -> DispatcherSelector.fromConfig(EventLoops.dispatcher(loop)))
        .toList();
  }

  private static LinkedHashMap<GatewaySettings, Protocol> protocols(
      ActorSystem<?> system, ServerSettings settings, ConnectionStage.Shared shared) {
    var protocols = new LinkedHashMap<GatewaySettings, Protocol>();
    protocols.put(settings.tcp(), new MessageProtocol(shared));
    settings
        .webSocket()
        .ifPresent(
            door ->
                protocols.put(
                    door.gateway(), new WebSocketProtocol(system, shared, door.settings())));
    return protocols;
  }

  /** Shows what the loops do, if there are any. */
  List<Meter> showIn(MeterRegistry meters, String node) {
    return loops.map(on -> on.metrics().showIn(meters, node)).orElse(List.of());
  }
}
