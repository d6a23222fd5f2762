package io.masterserver.api;

import java.util.UUID;

/**
 * What never changes about a peer.
 *
 * @param guid made when the peer connected, hard to guess
 * @param remoteAddress where it connected from, {@code host:port}
 * @param transport how: {@code tcp}, {@code tls}, …
 */
public record PeerInfo(PeerId id, UUID guid, String remoteAddress, String transport) {}
