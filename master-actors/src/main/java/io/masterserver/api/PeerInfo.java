package io.masterserver.api;

import java.util.Set;
import java.util.UUID;

/**
 * What never changes about a peer.
 *
 * @param guid made when the peer connected, hard to guess
 * @param remoteAddress where it connected from, {@code host:port}
 * @param transport how: {@code tcp}, {@code tls}, …
 */
public record PeerInfo(PeerId id, UUID guid, String remoteAddress, String transport) {

  private static final Set<String> ENCRYPTED = Set.of("tls", "wss");

  /**
   * Returns whether nobody on the way can read along: the connection is encrypted, or does not
   * leave this machine.
   */
  public boolean isConfidential() {
    return ENCRYPTED.contains(transport) || isLoopback(remoteAddress);
  }

  private static boolean isLoopback(String hostAndPort) {
    return hostAndPort.startsWith("127.")
        || hostAndPort.startsWith("[::1]")
        || hostAndPort.startsWith("0:0:0:0:0:0:0:1:")
        || hostAndPort.startsWith("[0:0:0:0:0:0:0:1]");
  }
}
