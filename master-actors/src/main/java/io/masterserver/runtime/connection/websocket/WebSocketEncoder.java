package io.masterserver.runtime.connection.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.pekko.util.ByteString;

/** Writes WebSocket frames as a server does: unmasked and unfragmented. Threads: any. */
final class WebSocketEncoder {

  private static final int FINAL = 0x80;
  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;
  private static final int MAX_REASON_BYTES = 123;
  private static final int PREFIX_BYTES = Integer.BYTES;

  private static final VarHandle INT = bigEndian(int[].class);
  private static final VarHandle SHORT = bigEndian(short[].class);

  private WebSocketEncoder() {}

  private static VarHandle bigEndian(Class<?> arrayOfNumbers) {
    return MethodHandles.byteArrayViewVarHandle(arrayOfNumbers, ByteOrder.BIG_ENDIAN);
  }

  /**
   * Returns each message as a binary frame.
   *
   * @param frames messages, each preceded by its length in four bytes
   */
  static ByteString messages(ByteString frames) {
    byte[] from = frames.toArrayUnsafe();
    int size = 0;
    for (int at = 0; at < from.length; ) {
      int length = (int) INT.get(from, at);
      size += headerBytes(length) + length;
      at += PREFIX_BYTES + length;
    }
    byte[] to = new byte[size];
    int written = 0;
    for (int at = 0; at < from.length; ) {
      int length = (int) INT.get(from, at);
      at += PREFIX_BYTES;
      written = header(to, written, FrameType.BINARY, length);
      System.arraycopy(from, at, to, written, length);
      written += length;
      at += length;
    }
    return ByteString.fromArrayUnsafe(to);
  }

  /** Returns one frame. */
  static ByteString frame(int type, byte[] payload) {
    byte[] to = new byte[headerBytes(payload.length) + payload.length];
    int at = header(to, 0, type, payload.length);
    System.arraycopy(payload, 0, to, at, payload.length);
    return ByteString.fromArrayUnsafe(to);
  }

  /**
   * Returns a frame that closes the connection.
   *
   * @param reason cut to the 123 bytes that fit
   */
  static ByteString close(CloseCode code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(text.length, MAX_REASON_BYTES);
    while (length < text.length && (text[length] & 0xc0) == 0x80) {
      length--; // not within a character
    }
    byte[] payload = new byte[Short.BYTES + length];
    SHORT.set(payload, 0, (short) code.number());
    System.arraycopy(text, 0, payload, Short.BYTES, length);
    return frame(FrameType.CLOSE, payload);
  }

  private static int headerBytes(int length) {
    if (length < LENGTH_IN_2_BYTES) {
      return 2;
    }
    return length <= 0xffff ? 4 : 10;
  }

  /** Returns where the payload begins. */
  private static int header(byte[] to, int at, int type, int length) {
    to[at] = (byte) (FINAL | type);
    if (length < LENGTH_IN_2_BYTES) {
      to[at + 1] = (byte) length;
    } else if (length <= 0xffff) {
      to[at + 1] = LENGTH_IN_2_BYTES;
      SHORT.set(to, at + 2, (short) length);
    } else {
      to[at + 1] = LENGTH_IN_8_BYTES;
      Arrays.fill(to, at + 2, at + 6, (byte) 0);
      INT.set(to, at + 6, length);
    }
    return at + headerBytes(length);
  }
}
