package io.masterserver.core.client;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What {@link ClientBuilder} was told, checked there; its methods say what each means. */
record ClientSettings(
    ServerAddress address,
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
