package io.masterserver.runtime.connection;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The {@code master.tcp} section of the configuration: where to listen, and for how many.
 *
 * @param backlog how many connections the operating system may keep waiting
 * @param tls the certificate; empty for plain TCP
 */
public record GatewaySettings(
    InetSocketAddress bind,
    int backlog,
    int maxConnections,
    int maxConnectionsPerAddress,
    Optional<TlsSettings> tls) {}
