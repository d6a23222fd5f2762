package io.masterserver.core.client;

import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ClientBuilder} was told, checked there; its methods say what each means.
 *
 * @param addresses one or more
 * @param webSocket null for TCP; on the first of {@code addresses}
 */
record ClientSettings(
    List<ServerAddress> addresses,
    @Nullable WebSocketAddress webSocket,
    Duration connectTimeout,
    Duration requestTimeout,
    Duration sendTimeout,
    Duration keepAlive,
    ReconnectPolicy reconnect,
    boolean sessions,
    int maxFrameLength,
    int outboundBytes,
    int inboundBytes,
    int maxRequestsInFlight,
    @Nullable SSLContext tls) {

  ClientSettings {
    addresses = List.copyOf(addresses);
  }

  /** Whether to ask for a session: one that nobody comes back for is a burden to the server. */
  boolean asksForSessions() {
    return sessions && reconnect.enabled();
  }
}
