package io.masterserver.bench.soak.line;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * WebSocket: every message in a masked frame of its own; what the server sends may be in parts. By
 * hand, so that a connection can end anywhere in it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455</a>
 */
enum WebSocketFraming implements Framing {
  INSTANCE;

  private static final int CONTINUATION = 0;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int LAST_PART = 0x80;
  private static final int MASKED = 0x80;

  /** The key and its answer of RFC 6455, section 1.3; it need not be another one each time. */
  private static final String REQUEST =
      """
      GET /ws HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  @Override
  public byte[] greeting() {
    return REQUEST.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void readGreeting(DataInputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ") || head.indexOf(ACCEPT) < 0) {
      throw new IOException("upgrade: '%s' (expected: 101)".formatted(head));
    }
  }

  @Override
  public byte[] frame(byte[] message) {
    return frame(BINARY, message);
  }

  private static byte[] frame(int type, byte[] data) {
    var out = new ByteArrayOutputStream(data.length + 14);
    out.write(LAST_PART | type);
    if (data.length < 126) {
      out.write(MASKED | data.length);
    } else if (data.length < 1 << 16) {
      out.write(MASKED | 126);
      writeNumber(out, 2, data.length);
    } else {
      out.write(MASKED | 127);
      writeNumber(out, 8, data.length);
    }
    byte[] mask = new byte[4];
    ThreadLocalRandom.current().nextBytes(mask);
    out.writeBytes(mask);
    for (int i = 0; i < data.length; i++) {
      out.write(data[i] ^ mask[i & 3]);
    }
    return out.toByteArray();
  }

  private static void writeNumber(ByteArrayOutputStream out, int bytes, long value) {
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }

  @Override
  public byte[] next(DataInputStream in, OutputStream out) throws IOException {
    var message = new ByteArrayOutputStream();
    while (true) {
      int first = in.readUnsignedByte();
      byte[] data = new byte[readLength(in)];
      in.readFully(data);
      switch (first & 0x0f) {
        case CONTINUATION, BINARY -> {
          message.writeBytes(data);
          if ((first & LAST_PART) != 0) {
            return message.toByteArray();
          }
        }
        case PING -> out.write(frame(PONG, data));
        case CLOSE -> {
          out.write(frame(CLOSE, data));
          throw new EOFException("closed by the server");
        }
        default -> throw new IOException("frame of type %d".formatted(first & 0x0f));
      }
    }
  }

  private static int readLength(DataInputStream in) throws IOException {
    int length = in.readUnsignedByte();
    return switch (length) {
      case 126 -> in.readUnsignedShort();
      case 127 -> Math.toIntExact(in.readLong());
      default -> length;
    };
  }

  /** Close, 1000: as intended. */
  @Override
  public Optional<byte[]> farewell() {
    return Optional.of(frame(CLOSE, new byte[] {0x03, (byte) 0xe8}));
  }

  /** A frame of a type that does not exist. */
  @Override
  public byte[] impossible() {
    return frame(3, new byte[0]);
  }
}
