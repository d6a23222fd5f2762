package io.masterserver.runtime.guardian;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.masterserver.api.SettingsSection;
import io.masterserver.runtime.cluster.RebalanceSettings;
import io.masterserver.runtime.connection.ConnectionSettings;
import io.masterserver.runtime.connection.GatewaySettings;
import io.masterserver.runtime.connection.TlsSettings;
import io.masterserver.runtime.connection.proxy.AddressBlock;
import io.masterserver.runtime.connection.proxy.TrustedProxies;
import io.masterserver.runtime.connection.websocket.StaticFiles;
import io.masterserver.runtime.connection.websocket.WebSocketSettings;
import io.masterserver.runtime.eventloop.EventLoops;
import io.masterserver.runtime.forming.ClusterSettings;
import io.masterserver.runtime.peer.LimitSettings;
import io.masterserver.runtime.peer.PeerSettings;
import io.masterserver.runtime.peer.SessionSettings;
import io.masterserver.runtime.registry.MessageRate;
import io.masterserver.runtime.registry.OperationLimits;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The {@code master} section of the configuration, read and checked once, at start.
 *
 * @param config the whole configuration
 * @param onEventLoops whether sockets and actors share event loops; else Pekko does it its way
 * @param admin where the admin port listens; nothing if there is none
 * @param closeAfter how long the node says that it is not ready before it closes its ports
 * @param spread over how long clients are told to go to other nodes
 */
public record ServerSettings(
    Config config,
    TrustedProxies proxies,
    GatewaySettings tcp,
    Optional<WebSocket> webSocket,
    boolean onEventLoops,
    int maxConnections,
    int maxConnectionsPerAddress,
    int maxHandshakes,
    ConnectionSettings connection,
    PeerSettings peer,
    SessionSettings session,
    LimitSettings limits,
    OperationLimits operationLimits,
    ClusterSettings cluster,
    RebalanceSettings rebalance,
    Optional<InetSocketAddress> admin,
    Duration closeAfter,
    Duration spread,
    Duration drainTimeout,
    Duration reconnectAfter) {

  /** The WebSocket door. */
  public record WebSocket(GatewaySettings gateway, WebSocketSettings settings) {}

  /** Where to listen, by every transport. */
  List<GatewaySettings> gateways() {
    return Stream.concat(Stream.of(tcp), webSocket.stream().map(WebSocket::gateway)).toList();
  }

  /** What Pekko is told of its dispatchers besides what is configured. */
  Config dispatchers() {
    return onEventLoops ? EventLoops.dispatchers(config) : ConfigFactory.empty();
  }

  /** Says nothing of the configuration as a whole, which holds secrets. */
  @Override
  public String toString() {
    return "ServerSettings[tcp=%s, webSocket=%s, connection=%s, peer=%s, cluster=%s]"
        .formatted(tcp, webSocket, connection, peer, cluster);
  }

  private static final List<String> PEKKO_LOG_LEVELS =
      List.of("OFF", "ERROR", "WARNING", "INFO", "DEBUG");

  private static final String TRUSTED = "master.proxies.trusted";
  private static final String ADDRESSES =
      "an address in numbers, or a network whose address ends in zeros: 10.0.0.0/8, 2001:db8::/32";

  private static final String PEKKO = "pekko";
  private static final String EVENT_LOOP = "event-loop";

  private static final Duration LONGEST_CLOSE_AFTER = Duration.ofMinutes(1);
  private static final Duration LONGEST_SPREAD = Duration.ofMinutes(4);
  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(5);

  private static final int MOST_ADDRESSES = 8;
  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]\\s]+):(\\d{1,5})");

  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  /**
   * Reads the settings.
   *
   * @throws StartFailed if a value is wrong; names the key, where it is set, and what is allowed
   */
  public static ServerSettings from(Config config) {
    try {
      return read(config);
    } catch (IllegalArgumentException e) {
      throw new StartFailed(String.valueOf(e.getMessage()), e);
    } catch (ConfigException e) {
      throw new StartFailed(
          "configuration: %s".formatted(String.valueOf(e.getMessage()).replace('\n', ' ')), e);
    }
  }

  private static ServerSettings read(Config config) {
    var master = new SettingsSection(config.getConfig("master"), "master");
    var pekko = new SettingsSection(config.getConfig("pekko"), "pekko");
    pekko.oneOf("loglevel", PEKKO_LOG_LEVELS); // Pekko goes on with a level of its own
    pekko.oneOf("stdout-loglevel", PEKKO_LOG_LEVELS);
    TrustedProxies proxies = proxies(master.section("proxies"));
    Optional<InetSocketAddress> admin = admin(master.section("management"));
    ConnectionSettings connection = connection(master.section("connection"));
    return new ServerSettings(
        config,
        proxies,
        gateway(master.section("tcp"), "master.tcp", proxies),
        webSocket(master.section("websocket"), proxies),
        EVENT_LOOP.equals(
            master.section("connection").oneOf("transport", List.of(PEKKO, EVENT_LOOP))),
        master.section("connection").number("max-connections", 1, 10_000_000),
        master.section("connection").number("max-connections-per-address", 1, 10_000_000),
        master.section("connection").number("max-handshakes", 1, 10_000_000),
        connection,
        peer(master.section("peer")),
        session(master.section("session"), connection.maxOutboundBytes()),
        limits(master.section("limits")),
        OperationLimits.from(config),
        ClusterSettings.from(master.section("cluster"), admin),
        RebalanceSettings.from(master.section("cluster").section("rebalance")),
        admin,
        master.section("shutdown").duration("close-after", Duration.ZERO, LONGEST_CLOSE_AFTER),
        master.section("shutdown").duration("spread", Duration.ZERO, LONGEST_SPREAD),
        master.section("shutdown").duration("drain-timeout", Duration.ofMillis(1), LONGEST_DRAIN),
        master.section("shutdown").duration("reconnect-after"));
  }

  private static TrustedProxies proxies(SettingsSection proxies) {
    return new TrustedProxies(
        proxies.texts("trusted").stream()
            .map(
                text ->
                    AddressBlock.parse(text)
                        .orElseThrow(() -> proxies.wrong("trusted", text, ADDRESSES)))
            .toList());
  }

  private static GatewaySettings gateway(
      SettingsSection door, String path, TrustedProxies proxies) {
    return new GatewaySettings(
        path,
        bind(door),
        addresses(door),
        door.number("backlog", 1, 65535),
        door.number("accept-rate", 1, 100_000),
        door.bytes("send-buffer", 4 << 10, 16 << 20),
        door.flag("quick-ack"),
        tls(door.section("tls"), path + ".tls"),
        proxyProtocol(door, proxies));
  }

  private static boolean proxyProtocol(SettingsSection door, TrustedProxies proxies) {
    boolean on = door.flag("proxy-protocol");
    if (on && proxies.isEmpty()) {
      throw door.wrong(
          "proxy-protocol", "on, but no proxy is trusted", "off, or addresses in " + TRUSTED);
    }
    return on;
  }

  private static Optional<WebSocket> webSocket(SettingsSection door, TrustedProxies proxies) {
    var settings =
        new WebSocketSettings(
            door.texts("allowed-origins"),
            staticFiles(door),
            door.number("max-pings-per-minute", 1, 1_000_000));
    return door.flag("enabled")
        ? Optional.of(new WebSocket(gateway(door, "master.websocket", proxies), settings))
        : Optional.empty();
  }

  private static Optional<StaticFiles> staticFiles(SettingsSection door) {
    String key = "static-files";
    String place = door.text(key);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    Optional<StaticFiles> found = StaticFiles.at(place);
    if (found.isEmpty()) {
      throw door.wrong(
          key, place, "a folder, or classpath:/folder, with a readable " + StaticFiles.INDEX);
    }
    return found;
  }

  private static InetSocketAddress bind(SettingsSection door) {
    String host = door.text("bind-host");
    var address = new InetSocketAddress(host, door.number("bind-port", 0, 65535));
    if (address.isUnresolved()) {
      throw door.wrong(
          "bind-host", host + " cannot be resolved", "an address of this host, or a name of one");
    }
    return address;
  }

  private static List<String> addresses(SettingsSection door) {
    List<String> addresses = door.texts("addresses");
    if (addresses.size() > MOST_ADDRESSES) {
      throw door.wrong("addresses", addresses.size() + " of them", "0.." + MOST_ADDRESSES);
    }
    for (String address : addresses) {
      Matcher form = ADDRESS.matcher(address);
      if (!form.matches() || !isPort(Integer.parseInt(form.group(1)))) {
        throw door.wrong("addresses", address, "host:port, or [IPv6 address]:port");
      }
    }
    return addresses;
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= 65535;
  }

  private static Optional<TlsSettings> tls(SettingsSection tls, String path) {
    Optional<Path> key = tls.path("key-file");
    Optional<Path> chain = tls.path("chain-file");
    if (key.isEmpty() && chain.isEmpty()) {
      return Optional.empty();
    }
    if (key.isEmpty() || chain.isEmpty()) {
      throw new StartFailed(
          path + ": only one of key-file and chain-file is set (set both, or none)");
    }
    return Optional.of(new TlsSettings(key.get(), chain.get(), tls.duration("reload-interval")));
  }

  private static ConnectionSettings connection(SettingsSection connection) {
    int mark = connection.bytes("outbound-mark", KIB, 1024 * MIB);
    return new ConnectionSettings(
        connection.bytes("max-message-size", KIB, 16 * MIB),
        connection.number("max-unfinished-messages", 1, 65536),
        connection.number("max-malformed-messages", 1, Integer.MAX_VALUE),
        connection.duration("handshake-timeout"),
        connection.duration("idle-timeout"),
        mark,
        connection.bytes("max-outbound", mark, 1024 * MIB),
        connection.duration("slow-consumer-timeout"),
        connection.duration("close-timeout"));
  }

  private static PeerSettings peer(SettingsSection peer) {
    return new PeerSettings(
        peer.duration("request-timeout"),
        peer.number("max-pending-requests", 1, 1_000_000),
        peer.flag("msf-error-texts"));
  }

  private static SessionSettings session(SettingsSection session, int maxOutboundBytes) {
    return new SessionSettings(
        session.duration("resume-within", Duration.ZERO, Duration.ofDays(1)),
        Math.min(session.bytes("max-kept", KIB, 16 * MIB), maxOutboundBytes),
        session.number("max-kept-messages", 1, 1_000_000),
        session.bytes("max-kept-of-node", KIB, Integer.MAX_VALUE),
        session.number("max-detached", 1, 10_000_000),
        session.duration("take-over-after", Duration.ofMillis(50), Duration.ofMinutes(1)));
  }

  private static LimitSettings limits(SettingsSection limits) {
    return new LimitSettings(
        MessageRate.from(limits.section("peer"), "messages of this client"),
        MessageRate.from(limits.section("address"), "messages from this address"));
  }

  private static Optional<InetSocketAddress> admin(SettingsSection management) {
    InetSocketAddress address = bind(management);
    return management.flag("enabled") ? Optional.of(address) : Optional.empty();
  }
}
