package io.masterserver.runtime.connection.proxy;

import java.net.InetSocketAddress;
import java.util.OptionalInt;

/**
 * What a proxy says before all other bytes of a connection: the PROXY protocol of HAProxy, version
 * 1 or 2.
 */
public sealed interface ProxyHeader {

  /** Longest header, in bytes; those of version 2 can carry extensions. */
  int MAX_BYTES = 4096;

  /**
   * The proxy speaks for a client.
   *
   * @param secure whether the client has reached the proxy by TLS; version 2 only
   */
  record Client(InetSocketAddress address, boolean secure) implements ProxyHeader {}

  /** The proxy speaks for itself, to see whether we are well, or cannot name the client. */
  record NoClient() implements ProxyHeader {}

  /** Not a header, or not all of it. */
  record Malformed(String why) implements ProxyHeader {}

  /**
   * Returns how many bytes the header has, more than {@code bytes} perhaps; nothing while that
   * cannot be known. What is no header ends at once.
   *
   * @param bytes what has come so far
   */
  static OptionalInt length(byte[] bytes) {
    if (BinaryHeader.begins(bytes)) {
      return BinaryHeader.length(bytes);
    }
    return TextHeader.begins(bytes) ? TextHeader.length(bytes) : OptionalInt.of(bytes.length);
  }

  /**
   * Reads a header.
   *
   * @param head as many bytes as {@link #length} says; fewer are malformed
   */
  static ProxyHeader parse(byte[] head) {
    int length = length(head).orElse(MAX_BYTES);
    if (length > MAX_BYTES) {
      return new Malformed(
          "its PROXY header has %d bytes (at most %d)".formatted(length, MAX_BYTES));
    }
    if (length > head.length) {
      return new Malformed(
          "its PROXY header is not complete after %d bytes".formatted(head.length));
    }
    if (BinaryHeader.begins(head)) {
      return BinaryHeader.parse(head);
    }
    return TextHeader.begins(head)
        ? TextHeader.parse(head)
        : new Malformed("it does not begin with a PROXY header");
  }
}
