package io.masterserver.runtime.connection.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;

/**
 * Version 2 of the PROXY protocol.
 *
 * <pre>{@code
 * signature:12, version:4 bits = 2, command:4 bits, family:4 bits, transport:4 bits, length:uint16,
 * then length bytes: source and destination address, source and destination port, extensions
 * extension: type:uint8, length:uint16, then length bytes
 * }</pre>
 */
final class BinaryHeader {

  private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
  private static final int FIXED_BYTES = 16;

  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;

  private static final int TCP4 = 0x11;
  private static final int TCP6 = 0x21;

  /** The highest family (Unix sockets) and transport (datagrams) that there are. */
  private static final int MAX_FAMILY = 3;

  private static final int MAX_TRANSPORT = 2;

  /** The extension that says how the client has reached the proxy. */
  private static final int SSL = 0x20;

  /** It begins with a byte of flags and a number of four bytes. */
  private static final int SSL_BYTES = 5;

  private static final int SSL_BY_CLIENT = 0x01;

  private BinaryHeader() {}

  static boolean begins(byte[] bytes) {
    int shared = Math.min(bytes.length, SIGNATURE.length);
    return Arrays.equals(bytes, 0, shared, SIGNATURE, 0, shared);
  }

  static OptionalInt length(byte[] bytes) {
    return bytes.length < FIXED_BYTES
        ? OptionalInt.empty()
        : OptionalInt.of(
            FIXED_BYTES + Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(FIXED_BYTES - 2)));
  }

  static ProxyHeader parse(byte[] head) {
    ByteBuffer in = ByteBuffer.wrap(head).position(SIGNATURE.length);
    int command = Byte.toUnsignedInt(in.get());
    int family = Byte.toUnsignedInt(in.get());
    in.position(FIXED_BYTES);
    return switch (command) {
      case LOCAL -> new ProxyHeader.NoClient();
      case PROXY -> client(family, in);
      default ->
          new ProxyHeader.Malformed(
              "its PROXY header has version and command 0x%02x (0x20 or 0x21)".formatted(command));
    };
  }

  private static ProxyHeader client(int family, ByteBuffer in) {
    if (family == TCP4 || family == TCP6) {
      return client(new byte[family == TCP4 ? 4 : 16], in);
    }
    return family >> 4 > MAX_FAMILY || (family & 0x0F) > MAX_TRANSPORT
        ? new ProxyHeader.Malformed(
            "its PROXY header has the family 0x%02x, which is unknown".formatted(family))
        : new ProxyHeader.NoClient();
  }

  private static ProxyHeader client(byte[] source, ByteBuffer in) {
    if (in.remaining() < 2 * (source.length + Short.BYTES)) {
      return new ProxyHeader.Malformed(
          "its PROXY header has %d bytes of addresses (%d or more)"
              .formatted(in.remaining(), 2 * (source.length + Short.BYTES)));
    }
    in.get(source).position(in.position() + source.length);
    int port = Short.toUnsignedInt(in.getShort());
    in.getShort(); // where the client has connected to
    try {
      return client(new InetSocketAddress(InetAddress.getByAddress(source), port), in);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("every 4 or 16 bytes are an address", e);
    }
  }

  private static ProxyHeader client(InetSocketAddress address, ByteBuffer extensions) {
    boolean secure = false;
    while (extensions.hasRemaining()) {
      if (extensions.remaining() < 1 + Short.BYTES) {
        return brokenExtension();
      }
      int type = Byte.toUnsignedInt(extensions.get());
      int length = Short.toUnsignedInt(extensions.getShort());
      if (length > extensions.remaining() || (type == SSL && length < SSL_BYTES)) {
        return brokenExtension();
      }
      int begin = extensions.position();
      if (type == SSL) {
        secure = (extensions.get(begin) & SSL_BY_CLIENT) != 0;
      }
      extensions.position(begin + length);
    }
    return new ProxyHeader.Client(address, secure);
  }

  private static ProxyHeader brokenExtension() {
    return new ProxyHeader.Malformed("its PROXY header has an extension that is cut off");
  }
}
