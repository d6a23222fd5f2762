package io.masterserver.api;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Where peers come from, for what is counted by address. Threads: any. */
public final class RemoteNetwork {

  private static final int NETWORK_BYTES = 8;

  private RemoteNetwork() {}

  /**
   * Returns the address without its port; of IPv6 only the network, the first 64 bits, because a
   * household has all the addresses in it. To be compared, not shown.
   *
   * @param hostAndPort as {@link PeerInfo#remoteAddress} gives it
   */
  public static String of(String hostAndPort) {
    int port = hostAndPort.lastIndexOf(':');
    String host = port < 0 ? hostAndPort : hostAndPort.substring(0, port);
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    return bare.contains(":") ? network(bare) : bare;
  }

  /** Returns what {@link #of(String)} does for a connection from {@code address}. */
  public static String of(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
        : address.getHostAddress();
  }

  /** With a colon in it, Java takes a text for an address, and asks no name server. */
  private static String network(String literal) {
    try {
      return of(InetAddress.getByName(withoutScope(literal))); // IPv4, too, written as IPv6
    } catch (UnknownHostException e) {
      return literal;
    }
  }

  private static String withoutScope(String literal) {
    int scope = literal.indexOf('%');
    return scope < 0 ? literal : literal.substring(0, scope);
  }
}
