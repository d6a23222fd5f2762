package io.masterserver.runtime.connection.websocket;

import java.util.List;
import java.util.Optional;

/**
 * What the {@code master.websocket} section of the configuration has besides where to listen.
 *
 * @param allowedOrigins of which pages a browser may connect; empty for all
 * @param staticFiles what browsers get that ask for a page; empty for none
 * @param maxPingsPerMinute how many pings and pongs of a client do not close its connection
 */
public record WebSocketSettings(
    List<String> allowedOrigins, Optional<StaticFiles> staticFiles, int maxPingsPerMinute) {}
