package io.masterserver.runtime.connection;

import io.masterserver.api.PeerInfo;
import java.net.InetSocketAddress;

/**
 * A connection on its way in.
 *
 * @param client where it comes from; behind a proxy that is trusted and says so, the client itself
 * @param secure whether its bytes are encrypted between the client and us, or such a proxy
 * @param ticket how it is counted; to be released when it has ended
 */
public record Arrival(
    InetSocketAddress client, boolean secure, Route route, Admission.Ticket ticket) {

  /** Who is at the other end of the socket. */
  public enum Route {
    /** The client, or a proxy that nobody trusts. */
    DIRECT,
    /** A trusted proxy, which may say more in its request. */
    FROM_PROXY,
    /** A trusted proxy that has said all that it may; it need not have named the client. */
    BEHIND_PROXY
  }

  /** Returns {@code host:port} of the client, the host in numbers. */
  public String remoteAddress() {
    return text(client);
  }

  static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** Returns whether {@code client} is a trusted proxy, which may say more in its request. */
  public boolean proxied() {
    return route == Route.FROM_PROXY;
  }

  /**
   * Returns how the client has connected, as {@link PeerInfo#transport} has it.
   *
   * @param name what the protocol is called
   */
  public String transport(String name) {
    return secure || route == Route.DIRECT ? name : PeerInfo.PROXIED + name;
  }

  /**
   * Returns the connection as a trusted proxy describes it.
   *
   * <p>Who is on the proxy's machine is not on this one, whatever the number of its address: it
   * keeps the proxy's.
   *
   * @param said the client, as the proxy has it
   * @param encrypted whether the client's bytes are. Where a PROXY header stands before our TLS,
   *     the proxy passes on the client's TLS: it counts. X-Forwarded headers stand within our TLS,
   *     so that is the proxy's own, and only what they say counts
   * @param byProxy whether {@code said} is a trusted proxy itself
   */
  public Arrival described(InetSocketAddress said, boolean encrypted, boolean byProxy) {
    boolean elsewhere =
        said.getAddress().isLoopbackAddress() && !client.getAddress().isLoopbackAddress();
    return new Arrival(
        elsewhere ? client : said,
        encrypted,
        byProxy ? Route.FROM_PROXY : Route.BEHIND_PROXY,
        ticket);
  }
}
