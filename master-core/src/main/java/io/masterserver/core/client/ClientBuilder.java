package io.masterserver.core.client;

import io.masterserver.core.wire.MessageCodec;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a {@link MasterClient}. Only the server has no default: {@link #address}
 * or {@link #webSocket}.
 */
public final class ClientBuilder {

  private static final int MEBIBYTE = 1 << 20;

  private final Set<ServerAddress> addresses = new LinkedHashSet<>();
  private @Nullable WebSocketAddress webSocket;
  private Duration connectTimeout = Duration.ofSeconds(5);
  private Duration requestTimeout = Duration.ofSeconds(60);
  private Duration sendTimeout = Duration.ofSeconds(5);
  private Duration keepAlive = Duration.ofSeconds(30);
  private ReconnectPolicy reconnect = ReconnectPolicy.DEFAULT;
  private boolean sessions = true;
  private int maxFrameLength = MEBIBYTE;
  private int outboundBytes = MEBIBYTE;
  private int inboundBytes = MEBIBYTE;
  private int maxRequestsInFlight = 65_536;
  private @Nullable SSLContext tls;

  ClientBuilder() {}

  /**
   * Where a server listens on TCP. Called again, it adds another one of the same cluster: the
   * client tries them in this order until it has connected; with a session that it has lost, it
   * goes on to any of the others, so that not all clients go to the same. Forgets what was given to
   * {@link #webSocket}.
   *
   * @param host name or address
   * @param port 1 to 65535
   */
  public ClientBuilder address(String host, int port) {
    if (webSocket != null) {
      addresses.clear();
      webSocket = null;
    }
    addresses.add(new ServerAddress(host, port));
    return this;
  }

  /**
   * Where a server listens for WebSocket. Called again, it adds another one of the same cluster,
   * like {@link #address}; their URIs differ in host and port only. Forgets what was given to
   * {@link #address}.
   *
   * <p>{@code wss} is TLS, by the context given to {@link #tls}, or else the JDK's default one,
   * which trusts the usual certificate authorities. When a server that goes away names others, the
   * client opens the same URI there: only host and port are replaced.
   *
   * @param uri {@code ws://host:port/path} or {@code wss://host:port/path}; without a port 80 or
   *     443, without a path {@code /ws}. A query is sent, but never logged.
   * @throws IllegalArgumentException if it is not of that form, or not like an earlier one; says
   *     why
   */
  public ClientBuilder webSocket(URI uri) {
    WebSocketAddress another = WebSocketAddress.of(uri);
    if (webSocket == null) {
      addresses.clear();
      webSocket = another;
    } else if (!webSocket.on(another.server()).equals(another)) {
      throw new IllegalArgumentException(
          "WebSocket's URI: %s (expected: scheme, path and query of %s)"
              .formatted(another, webSocket));
    }
    addresses.add(another.server());
    return this;
  }

  /**
   * How long one attempt to connect may take, with the handshakes of TLS and WebSocket; 5 s by
   * default. As long again may the server take to say whether a session goes on. Where there are
   * other addresses, one that does not answer at all is left after a second (TCP) or two
   * (WebSocket).
   */
  public ClientBuilder connectTimeout(Duration timeout) {
    connectTimeout = positive("connect time-out", timeout);
    return this;
  }

  /** How long a request waits for its response unless it says otherwise; 60 s by default. */
  public ClientBuilder requestTimeout(Duration timeout) {
    requestTimeout = positive("request time-out", timeout);
    return this;
  }

  /**
   * How long a send or a request waits for room in a full outbound queue; 5 s by default.
   *
   * @see #outboundBytes
   */
  public ClientBuilder sendTimeout(Duration timeout) {
    sendTimeout = positive("send time-out", timeout);
    return this;
  }

  /**
   * How long nothing may be sent before the client pings the server; 30 s by default, 0 for never.
   *
   * <p>A server closes connections on which it gets no message for a while (2 minutes, and 10 s for
   * the first one, unless it is configured otherwise), so the first ping is sent right after
   * connecting. When no byte comes within two such intervals after a ping, or within {@link
   * #requestTimeout} if that is shorter, the connection counts as lost. The server answers the
   * messages of one client in turn: where a request may take it longer than that, choose a longer
   * interval.
   *
   * <p>Pings take their ids from the same counter as requests, so the ids of requests have gaps.
   *
   * @param interval 0 or more
   */
  public ClientBuilder keepAlive(Duration interval) {
    if (interval.isNegative()) {
      throw new IllegalArgumentException(
          "keep-alive: %s (expected: 0 or more)".formatted(interval));
    }
    keepAlive = interval;
    return this;
  }

  /** What to do when a connection is lost; {@link ReconnectPolicy#DEFAULT} by default. */
  public ClientBuilder reconnect(ReconnectPolicy policy) {
    reconnect = policy;
    return this;
  }

  /**
   * Whether to ask the server for a session, which survives its connection: then nothing is lost,
   * and nothing done twice, when the client connects again; on by default. Without {@link
   * #reconnect} there is none, and with a server that gives none the client does without.
   */
  public ClientBuilder sessions(boolean wanted) {
    sessions = wanted;
    return this;
  }

  /** Longest message sent and accepted, in bytes, 16 or more; 1 MiB by default. */
  public ClientBuilder maxFrameLength(int bytes) {
    maxFrameLength = atLeast(MessageCodec.MAX_OVERHEAD_BYTES, "longest frame in bytes", bytes);
    return this;
  }

  /**
   * How many bytes may wait to be written, 1 or more; 1 MiB by default. One message may exceed it,
   * and as much again may be on its way into the socket.
   *
   * <p>As much may be kept within a session until the server has it, but always 128 KiB: messages,
   * with 64 bytes for each, that it has not acknowledged, or that were sent while there was no
   * connection.
   */
  public ClientBuilder outboundBytes(int bytes) {
    outboundBytes = atLeast(1, "outbound queue in bytes", bytes);
    return this;
  }

  /**
   * How many bytes of messages may wait for handlers and callbacks before the client stops reading,
   * 1 or more; 1 MiB by default. One message may exceed it.
   */
  public ClientBuilder inboundBytes(int bytes) {
    inboundBytes = atLeast(1, "inbound queue in bytes", bytes);
    return this;
  }

  /** How many requests may wait for their responses, 1 or more; 65536 by default. */
  public ClientBuilder maxRequestsInFlight(int requests) {
    maxRequestsInFlight = atLeast(1, "requests in flight", requests);
    return this;
  }

  /**
   * Speaks TLS, and checks that the certificate is for the host that the client connects to. With
   * {@link #webSocket} that needs the scheme {@code wss}.
   */
  public ClientBuilder tls(SSLContext context) {
    tls = context;
    return this;
  }

  /**
   * Returns a new client, not connected yet.
   *
   * @throws IllegalStateException if the server is missing, or is to be reached with TLS over
   *     {@code ws}
   */
  public MasterClient build() {
    if (addresses.isEmpty()) {
      throw new IllegalStateException(
          "no address of the server (call address(host, port) or webSocket(uri))");
    }
    if (webSocket != null && tls != null && !webSocket.encrypted()) {
      throw new IllegalStateException(
          "tls: given for %s, which is not encrypted (expected: wss://, or no tls)"
              .formatted(webSocket));
    }
    return new MasterClient(
        new ClientSettings(
            List.copyOf(addresses),
            webSocket,
            connectTimeout,
            requestTimeout,
            sendTimeout,
            keepAlive,
            reconnect,
            sessions,
            maxFrameLength,
            outboundBytes,
            inboundBytes,
            maxRequestsInFlight,
            tls));
  }

  static Duration positive(String what, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "%s: %s (expected: more than 0)".formatted(what, duration));
    }
    return duration;
  }

  private static int atLeast(int least, String what, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d or more)".formatted(what, value, least));
    }
    return value;
  }
}
