package io.masterserver.runtime.connection.proxy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version 1 of the PROXY protocol: one line of text.
 *
 * <pre>{@code
 * PROXY TCP4 192.0.2.7 198.51.100.1 56324 443\r\n
 * }</pre>
 */
final class TextHeader {

  /** With the end of the line. */
  private static final int MAX_BYTES = 107;

  private static final String BEGINNING = "PROXY ";
  private static final String PORT = "(0|[1-9]\\d{0,4})";
  private static final int MAX_PORT = 65535;

  private static final Pattern UNKNOWN =
      Pattern.compile(BEGINNING + "UNKNOWN(?: [^\\r\\n]*)?\\r\\n");
  private static final Pattern TCP =
      Pattern.compile("%sTCP([46]) ([^ ]+) ([^ ]+) %s %s\\r\\n".formatted(BEGINNING, PORT, PORT));

  private TextHeader() {}

  static boolean begins(byte[] bytes) {
    return BEGINNING.startsWith(text(bytes, Math.min(bytes.length, BEGINNING.length())));
  }

  static OptionalInt length(byte[] bytes) {
    int end = text(bytes, Math.min(bytes.length, MAX_BYTES)).indexOf('\n');
    if (end >= 0) {
      return OptionalInt.of(end + 1);
    }
    return bytes.length < MAX_BYTES ? OptionalInt.empty() : OptionalInt.of(MAX_BYTES);
  }

  static ProxyHeader parse(byte[] head) {
    String line = text(head, head.length);
    if (UNKNOWN.matcher(line).matches()) {
      return new ProxyHeader.NoClient();
    }
    Matcher tcp = TCP.matcher(line);
    return Optional.of(tcp)
        .filter(Matcher::matches)
        .flatMap(match -> client(match))
        .orElseGet(
            () ->
                new ProxyHeader.Malformed(
                    "its PROXY header is no line as 'PROXY TCP4 192.0.2.7 198.51.100.1 56324 443' of at most %d bytes"
                        .formatted(MAX_BYTES)));
  }

  private static Optional<ProxyHeader> client(Matcher tcp) {
    boolean wide = tcp.group(1).equals("6");
    int port = Integer.parseInt(tcp.group(4));
    if (isOther(wide, tcp.group(2)) || isOther(wide, tcp.group(3))) {
      return Optional.empty();
    }
    if (port > MAX_PORT || Integer.parseInt(tcp.group(5)) > MAX_PORT) {
      return Optional.empty();
    }
    return NumericAddress.parse(tcp.group(3))
        .flatMap(server -> NumericAddress.parse(tcp.group(2)))
        .map(client -> new ProxyHeader.Client(new InetSocketAddress(client, port), false));
  }

  private static boolean isOther(boolean wide, String address) {
    return wide != address.contains(":");
  }

  private static String text(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }
}
