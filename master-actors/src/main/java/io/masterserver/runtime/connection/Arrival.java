package io.masterserver.runtime.connection;

import java.net.InetSocketAddress;

/**
 * A connection on its way in.
 *
 * @param client where it comes from; behind a proxy that is trusted and says so, the client itself
 * @param secure whether its bytes are encrypted, here or by such a proxy
 * @param proxied whether what is at the other end of the socket is a trusted proxy
 * @param ticket how it is counted; to be released when it has ended
 */
public record Arrival(
    InetSocketAddress client, boolean secure, boolean proxied, Admission.Ticket ticket) {

  /** Returns {@code host:port} of the client, the host in numbers. */
  public String remoteAddress() {
    return client.getAddress().getHostAddress() + ":" + client.getPort();
  }
}
