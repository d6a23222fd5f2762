package io.masterserver.runtime.connection.proxy;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of the addresses in {@code X-Forwarded-For} is the client's. */
public final class ForwardedFor {

  /** An IPv6 address that is not in brackets does not match: it has no port. */
  private static final Pattern HOP = Pattern.compile("(?:\\[(.+)]|([^:]+))(?::(\\d{1,5}))?");

  private static final int MAX_PORT = 65535;

  private ForwardedFor() {}

  /**
   * Returns the client's address; the port is 0 if it is not said.
   *
   * <p>Each proxy appends the address that it was connected from, and what stands before that it
   * was told. So the list is read from its end, as long as those who have written it are trusted:
   * the first address that is no trusted proxy is the client's, and what it claims itself does not
   * count. An entry that is no address ends the list; who has written it is taken for the client,
   * and nobody is returned if that is the one at the other end of the socket.
   *
   * @param list {@code 198.51.100.9, 192.0.2.7}: all such headers in their order
   */
  public static Optional<InetSocketAddress> client(String list, TrustedProxies proxies) {
    Optional<InetSocketAddress> client = Optional.empty();
    String[] hops = list.split(",", -1);
    for (int i = hops.length - 1; i >= 0; i--) {
      Optional<InetSocketAddress> hop = address(hops[i].strip());
      if (hop.isEmpty()) {
        return client;
      }
      client = hop;
      if (!proxies.include(hop.get().getAddress())) {
        return client;
      }
    }
    return client;
  }

  private static Optional<InetSocketAddress> address(String hop) {
    Matcher matcher = HOP.matcher(hop);
    if (!matcher.matches()) {
      return address(hop, 0);
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return address(host, matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)));
  }

  private static Optional<InetSocketAddress> address(String host, int port) {
    return port > MAX_PORT
        ? Optional.empty()
        : NumericAddress.parse(host).map(address -> new InetSocketAddress(address, port));
  }
}
