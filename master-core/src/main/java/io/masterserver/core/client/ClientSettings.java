package io.masterserver.core.client;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ClientBuilder} was told, checked there; its methods say what each means.
 *
 * @param webSocket null for TCP; on {@code address}
 */
record ClientSettings(
    ServerAddress address,
    @Nullable WebSocketAddress webSocket,
    Duration connectTimeout,
    Duration requestTimeout,
    Duration sendTimeout,
    Duration keepAlive,
    ReconnectPolicy reconnect,
    int maxFrameLength,
    int outboundBytes,
    int inboundBytes,
    int maxRequestsInFlight,
    @Nullable SSLContext tls) {}
