package io.masterserver.runtime.connection.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses as text, in numbers only. */
final class NumericAddress {

  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

  /** What an IPv6 address is made of; its longest form has 45 characters. No scopes. */
  private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9a-fA-F:.]{2,45}");

  private NumericAddress() {}

  /**
   * Reads {@code 192.0.2.7} or {@code 2001:db8::7}. An IPv4 address written as an IPv6 one ({@code
   * ::ffff:192.0.2.7}) is the IPv4 address.
   */
  static Optional<InetAddress> parse(String text) {
    if (IPV4.matcher(text).matches()) {
      return literal(text);
    }
    return IPV6.matcher(text).matches() ? literal("[" + text + "]") : Optional.empty();
  }

  /** Java asks no name server for four numbers, nor for what is in brackets. */
  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
