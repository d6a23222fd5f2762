package io.masterserver.runtime.connection;

import java.net.InetSocketAddress;

/**
 * A connection on its way in.
 *
 * @param client where it comes from; behind a proxy that is trusted and says so, the client itself
 * @param secure whether its bytes are encrypted, here or by such a proxy
 * @param proxied whether {@code client} is a trusted proxy, which may say more in its request
 * @param ticket how it is counted; to be released when it has ended
 */
public record Arrival(
    InetSocketAddress client, boolean secure, boolean proxied, Admission.Ticket ticket) {

  /** Returns {@code host:port} of the client, the host in numbers. */
  public String remoteAddress() {
    return client.getAddress().getHostAddress() + ":" + client.getPort();
  }

  /**
   * Returns the connection as a trusted proxy describes it.
   *
   * <p>Who is on the proxy's machine is not on this one, whatever the number of its address: it
   * keeps the proxy's.
   *
   * @param said the client, as the proxy has it
   */
  public Arrival described(InetSocketAddress said, boolean encrypted, boolean byProxy) {
    boolean elsewhere =
        said.getAddress().isLoopbackAddress() && !client.getAddress().isLoopbackAddress();
    return new Arrival(elsewhere ? client : said, encrypted, byProxy, ticket);
  }
}
