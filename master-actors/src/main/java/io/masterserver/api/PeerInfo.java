package io.masterserver.api;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Who a peer is. Its address and transport change when its client comes back over another
 * connection: see {@link PeerResumed}.
 *
 * @param guid made when the peer connected, hard to guess
 * @param remoteAddress where it connected from: {@code 192.0.2.7:4711}, {@code
 *     2001:db8:0:0:0:0:0:7:4711}; the address is in numbers, never a name. Behind a trusted proxy,
 *     what the proxy says; the port is 0 if it names none
 * @param transport how: {@code tcp}, {@code tls}, {@code ws} or {@code wss}; {@code proxied-tcp} or
 *     {@code proxied-ws} if it comes unencrypted through a trusted proxy
 */
public record PeerInfo(PeerId id, UUID guid, String remoteAddress, String transport) {

  /**
   * How the transport of those begins who come unencrypted through a trusted proxy: their address
   * may be that of the proxy, and says nothing of the way to it.
   */
  public static final String PROXIED = "proxied-";

  private static final Set<String> ENCRYPTED = Set.of("tls", "wss");

  /** Addresses that only this machine has, with and without brackets, and a port. */
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]|(::1|0:0:0:0:0:0:0:1)(%\\w+)?):\\d{1,5}");

  /**
   * Returns whether nobody on the way can read along: the connection is encrypted, or does not
   * leave this machine, nor comes through a proxy.
   */
  public boolean isConfidential() {
    return ENCRYPTED.contains(transport)
        || (!transport.startsWith(PROXIED) && LOOPBACK.matcher(remoteAddress).matches());
  }
}
