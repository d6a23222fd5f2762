package io.masterserver.core.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port 1 to 65535
 */
record ServerAddress(String host, int port) {

  private static final int MAX_PORT = 0xffff;
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^:\\[\\]\\s]+)):(\\d{1,5})");

  ServerAddress {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host: '' (expected: a name or an address)");
    }
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException(
          "port of '%s': %d (expected: 1..%d)".formatted(host, port, MAX_PORT));
    }
  }

  /** Reads {@code host:port} or {@code [IPv6]:port}. */
  static ServerAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "address: '%s' (expected: host:port, or [IPv6 address]:port)".formatted(text));
    }
    String host = form.group(1) != null ? form.group(1) : form.group(2);
    return new ServerAddress(host, Integer.parseInt(form.group(3)));
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
