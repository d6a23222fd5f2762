package io.masterserver.runtime.connection.websocket;

import io.masterserver.core.wire.MalformedFrame;
import io.masterserver.core.wire.MalformedMessage;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.runtime.connection.Framing.Farewell;
import io.masterserver.runtime.connection.Framing.Incoming;
import io.masterserver.runtime.connection.Framing.Malformed;
import io.masterserver.runtime.connection.Framing.Pause;
import io.masterserver.runtime.connection.Framing.Received;
import io.masterserver.runtime.connection.Framing.SignOfLife;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of a client into WebSocket frames, unmasks them, and reads the message in each, or
 * in several: fragments are put together.
 *
 * <p>The bytes of a text message are taken as they are, like those of a binary one. Extensions are
 * not offered, so none may be used. Buffers grow with the bytes that have really arrived, never
 * ahead on the word of a length; a fragment without bytes counts as one byte, unless it is the
 * last, so their number is bounded too.
 *
 * <p>Threads: one. Use: {@link #offer} a chunk, then {@link #next} until it returns null.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5">RFC 6455, section 5</a>
 */
public final class WebSocketDecoder {

  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;
  private static final int MAX_CONTROL_BYTES = 125;
  private static final int MASK_BYTES = 4;

  /** How many fragments are read before others have their turn: some 10 µs. */
  private static final int FRAGMENTS_AT_ONCE = 256;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final byte[] NOTHING = {};

  private final int maxMessageBytes;

  private byte[] chunk = NOTHING;
  private int at;
  private int end;

  // The frame that is being read.
  private int headerBytes;
  private int first;
  private int second;
  private long length;
  private int mask;
  private boolean inPayload;
  private int payloadAt;
  private byte[] control = NOTHING;

  // The message that is being put together.
  private boolean inMessage;
  private byte[] message = NOTHING;
  private int messageBytes;
  private int weight;

  private boolean closed;
  private CloseCode failure = CloseCode.PROTOCOL_ERROR;

  /**
   * @param maxMessageBytes longest message accepted, all fragments together
   */
  public WebSocketDecoder(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  /** How many bytes are kept of what is unfinished. */
  public int bufferedBytes() {
    return message.length + control.length;
  }

  /** Whether the client has begun a message or a frame that it has not finished. */
  boolean isUnfinished() {
    return inMessage || headerBytes > 0;
  }

  /** The code to close with after {@link MalformedFrame}. */
  CloseCode failure() {
    return failure;
  }

  /**
   * Gives the next bytes of the client; not before {@link #next} has returned null.
   *
   * @param bytes not changed by anyone from now on
   */
  public void offer(byte[] bytes, int offset, int count) {
    chunk = bytes;
    at = offset;
    end = offset + count;
  }

  /**
   * Returns what comes next, or null when more bytes are needed first; always null once the client
   * has said farewell.
   *
   * @throws MalformedFrame if the client breaks the rules of the protocol; it cannot be read any
   *     further
   */
  public @Nullable Incoming next() {
    int fragments = 0;
    while (!closed) {
      if (!inPayload) {
        if (!readHeader()) {
          break;
        }
        checkHeader();
        inPayload = true;
        payloadAt = 0;
      }
      if (!readPayload()) {
        break;
      }
      inPayload = false;
      headerBytes = 0;
      Incoming whole = isControl() ? controlFrame() : dataFrame();
      if (whole != null) {
        return whole;
      }
      fragments++;
      if (fragments == FRAGMENTS_AT_ONCE) {
        return Pause.PAUSE;
      }
    }
    chunk = NOTHING; // an idle connection keeps no more than it must
    at = 0;
    end = 0;
    return null;
  }

  // ---- header ---------------------------------------------------------------------------------

  /** Returns whether it is complete. */
  private boolean readHeader() {
    while (at < end) {
      int value = chunk[at++] & 0xff;
      int place = headerBytes++;
      if (place == 0) {
        first = value;
        checkFirst();
      } else if (place == 1) {
        second = value;
        checkSecond();
      } else if (place < 2 + lengthBytes()) {
        length = (length << 8) | value;
      } else {
        mask = (mask << 8) | value;
      }
      if (headerBytes == 2 + lengthBytes() + MASK_BYTES) {
        return true;
      }
    }
    return false;
  }

  private int lengthBytes() {
    return switch (headerBytes < 2 ? 0 : second & LENGTH) {
      case LENGTH_IN_2_BYTES -> 2;
      case LENGTH_IN_8_BYTES -> 8;
      default -> 0;
    };
  }

  private int opcode() {
    return first & 0x0f;
  }

  private boolean isControl() {
    return opcode() >= FrameType.CLOSE;
  }

  private boolean isFinal() {
    return (first & FINAL) != 0;
  }

  private void checkFirst() {
    if ((first & RESERVED) != 0) {
      throw broken(
          "reserved bits: 0x%02x (expected: 0, no extension is agreed on)".formatted(first));
    }
    switch (opcode()) {
      case FrameType.CONTINUATION -> {
        if (!inMessage) {
          throw broken("a continuation of no message (first byte 0x%02x)".formatted(first));
        }
      }
      case FrameType.TEXT, FrameType.BINARY -> {
        if (inMessage) {
          throw broken("a new message within another (first byte 0x%02x)".formatted(first));
        }
      }
      case FrameType.CLOSE, FrameType.PING, FrameType.PONG -> {
        if (!isFinal()) {
          throw broken("a fragmented control frame (first byte 0x%02x)".formatted(first));
        }
      }
      default ->
          throw broken("frame type: 0x%x (expected: 0, 1, 2, 8, 9 or a)".formatted(opcode()));
    }
  }

  private void checkSecond() {
    if ((second & MASKED) == 0) {
      throw broken("a frame without a mask (second byte 0x%02x)".formatted(second));
    }
    length = (second & LENGTH) < LENGTH_IN_2_BYTES ? second & LENGTH : 0;
    if (isControl() && (second & LENGTH) > MAX_CONTROL_BYTES) {
      throw broken("a control frame of more than %d bytes".formatted(MAX_CONTROL_BYTES));
    }
  }

  private void checkHeader() {
    boolean shortest =
        switch (second & LENGTH) {
          case LENGTH_IN_2_BYTES -> length >= LENGTH_IN_2_BYTES;
          case LENGTH_IN_8_BYTES -> length < 0 || length > 0xffff;
          default -> true;
        };
    if (!shortest) {
      throw broken("frame length: %d in too many bytes (expected: the fewest)".formatted(length));
    }
    if (isControl()) {
      control = new byte[(int) length];
      return;
    }
    if (!inMessage) {
      inMessage = true;
      messageBytes = 0;
      weight = 0;
    }
    long cost = isFinal() ? length : Math.max(1, length);
    if (length < 0 || cost > maxMessageBytes - weight) {
      failure = CloseCode.TOO_BIG;
      throw broken(
          "message length: %s bytes or more (expected: 0..%d)"
              .formatted(Long.toUnsignedString(length + messageBytes), maxMessageBytes));
    }
    weight += (int) cost;
  }

  private static MalformedFrame broken(String what) {
    return new MalformedFrame("WebSocket " + what);
  }

  // ---- payload --------------------------------------------------------------------------------

  /** Returns whether it is complete. */
  private boolean readPayload() {
    int count = (int) Math.min(length - payloadAt, end - at);
    if (isControl()) {
      unmask(control, payloadAt, count);
    } else {
      makeRoom(count);
      unmask(message, messageBytes, count);
      messageBytes += count;
    }
    payloadAt += count;
    return payloadAt == length;
  }

  private void makeRoom(int count) {
    int needed = messageBytes + count;
    if (needed > message.length) {
      long whole = isFinal() ? messageBytes + (length - payloadAt) : maxMessageBytes;
      long grown = Math.max(needed, 2L * message.length);
      message = Arrays.copyOf(message, (int) Math.max(needed, Math.min(grown, whole)));
    }
  }

  private void unmask(byte[] to, int offset, int count) {
    int rotated = Integer.rotateLeft(mask, Byte.SIZE * (payloadAt % MASK_BYTES));
    long twice = (long) rotated << Integer.SIZE | Integer.toUnsignedLong(rotated);
    int i = 0;
    for (; i <= count - Long.BYTES; i += Long.BYTES) {
      LONGS.set(to, offset + i, (long) LONGS.get(chunk, at + i) ^ twice);
    }
    for (; i < count; i++) {
      to[offset + i] = (byte) (chunk[at + i] ^ (rotated >>> 24));
      rotated = Integer.rotateLeft(rotated, Byte.SIZE);
    }
    at += count;
  }

  // ---- whole frames ---------------------------------------------------------------------------

  private @Nullable Incoming dataFrame() {
    if (!isFinal()) {
      return null;
    }
    inMessage = false;
    byte[] bytes = message;
    message = NOTHING;
    try {
      return new Received(MessageCodec.read(bytes, 0, messageBytes));
    } catch (MalformedMessage e) {
      return new Malformed(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Incoming controlFrame() {
    byte[] payload = control;
    control = NOTHING;
    return switch (opcode()) {
      case FrameType.PING -> new SignOfLife(WebSocketEncoder.frame(FrameType.PONG, payload));
      case FrameType.PONG -> new SignOfLife(ByteString.emptyByteString());
      default -> farewell(payload);
    };
  }

  private Incoming farewell(byte[] payload) {
    if (payload.length == 1) {
      throw broken("a close code of %d byte (expected: 2 bytes)".formatted(payload.length));
    }
    closed = true;
    if (payload.length == 0) {
      return new Farewell(
          WebSocketEncoder.frame(FrameType.CLOSE, payload), "the client has closed the connection");
    }
    int code = ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
    if (!CloseCode.isAllowed(code)) {
      throw broken("close code: %d (expected: one that may be sent)".formatted(code));
    }
    return new Farewell(
        WebSocketEncoder.frame(FrameType.CLOSE, Arrays.copyOf(payload, 2)),
        "the client has closed the connection (code %d)".formatted(code));
  }
}
