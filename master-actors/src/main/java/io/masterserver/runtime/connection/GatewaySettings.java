package io.masterserver.runtime.connection;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where to listen: what the sections {@code master.tcp} and {@code master.websocket} of the
 * configuration share.
 *
 * @param section the name of the section, for messages
 * @param addresses where clients reach it, {@code host:port} each; empty if nobody has said
 * @param backlog how many connections the operating system may keep waiting
 * @param acceptRate how many connections are accepted in a second at most
 * @param sendBufferBytes what the operating system may keep of a client that does not take it
 * @param quickAck whether what is read is acknowledged at once
 * @param tls the certificate; empty for plain bytes
 * @param proxyProtocol whether trusted proxies alone may connect, and say first for whom
 */
public record GatewaySettings(
    String section,
    InetSocketAddress bind,
    List<String> addresses,
    int backlog,
    int acceptRate,
    int sendBufferBytes,
    boolean quickAck,
    Optional<TlsSettings> tls,
    boolean proxyProtocol) {}
