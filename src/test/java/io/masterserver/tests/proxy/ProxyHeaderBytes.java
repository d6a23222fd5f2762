package io.masterserver.tests.proxy;

import io.masterserver.core.wire.Bytes;
import java.nio.charset.StandardCharsets;

/** The headers that a proxy sends. */
final class ProxyHeaderBytes {

  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

  private ProxyHeaderBytes() {}

  /** Version 1, of a client at {@code address}, port 4711. */
  static byte[] text(String address) {
    String family = address.contains(":") ? "TCP6" : "TCP4";
    return line("PROXY %s %s %s 4711 443".formatted(family, address, address));
  }

  /** Version 1: a line. */
  static byte[] line(String text) {
    return (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** Version 2, of the client 203.0.113.9:4711. */
  static byte[] binary() {
    return binary("2111", "cb007109" + "c0000201" + "1267" + "01bb");
  }

  /** Version 2, of the client 203.0.113.9:4711, which has reached the proxy by TLS. */
  static byte[] binaryByTls() {
    return binary("2111", "cb007109" + "c0000201" + "1267" + "01bb" + "200005" + "01" + "00000000");
  }

  /** Version 2: the proxy looks whether the server is well. */
  static byte[] local() {
    return binary("2000", "");
  }

  private static byte[] binary(String commandAndFamily, String rest) {
    return Bytes.ofHex(SIGNATURE + commandAndFamily + "%04x".formatted(rest.length() / 2) + rest)
        .toArray();
  }
}
