package io.masterserver.runtime.cluster;

import java.util.List;

/**
 * Where clients reach a node, {@code host:port} each.
 *
 * @param tcp plain or with TLS
 * @param webSocket the same by WebSocket
 */
public record ClientAddresses(List<String> tcp, List<String> webSocket) {

  public ClientAddresses {
    tcp = List.copyOf(tcp);
    webSocket = List.copyOf(webSocket);
  }

  /** Whether there are none: nobody can be sent there. */
  boolean isEmpty() {
    return tcp.isEmpty() && webSocket.isEmpty();
  }

  /**
   * Returns those for clients that came by {@code transport}.
   *
   * @param transport as {@link io.masterserver.api.PeerInfo#transport} has it
   */
  List<String> by(String transport) {
    return transport.startsWith("ws") ? webSocket : tcp;
  }
}
