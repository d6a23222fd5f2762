package io.masterserver.runtime.connection.websocket;

import java.util.List;

/**
 * What the {@code master.websocket} section of the configuration has besides where to listen.
 *
 * @param allowedOrigins of which pages a browser may connect; empty for all
 */
public record WebSocketSettings(List<String> allowedOrigins) {}
