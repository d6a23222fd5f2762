package io.masterserver.tests.fuzz;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.MalformedFrame;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.runtime.connection.Framing.Farewell;
import io.masterserver.runtime.connection.Framing.Malformed;
import io.masterserver.runtime.connection.Framing.Pause;
import io.masterserver.runtime.connection.websocket.WebSocketDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a client sends on a WebSocket: how the network cuts it does not matter, no more of it is
 * kept than one message, and nothing comes behind a farewell.
 */
final class WebSocketFramesTarget implements FuzzTarget {

  private static final int MAX_MESSAGE_BYTES = 1 << 20;

  /** The longest payload of a control frame, which is reserved ahead. */
  private static final int MAX_CONTROL_BYTES = 125;

  /** The server closes a connection with so many: each costs a text, however short it is. */
  private static final int MAX_MALFORMED = 10;

  /**
   * A ping of 6 bytes costs a pong and an entry in a list, some 30 bytes for each; a buffer that
   * doubles is copied a few times. Whatever is copied with every frame costs more than that. The
   * texts are in what is fixed.
   */
  private static final Memory MEMORY = new Memory(1 << 16, 64);

  /** As long as the longest input that {@code bin/fuzz} tries. */
  private static final int LONGEST_STREAM = (1 << 16) - 8;

  private static final byte[] MASK = {1, 2, 3, 4};

  @Override
  public void read(byte[] input) {
    var cut = new CutStream(input);
    List<Object> whole = decoded(List.of(cut.stream()));
    List<byte[]> chunks = cut.chunks();
    List<Object> inChunks = MEMORY.bounded(cut.stream().length, () -> decoded(chunks));
    if (!whole.equals(inChunks)) {
      throw new AssertionError("whole: %s, in chunks: %s".formatted(whole, inChunks));
    }
  }

  /** What came out: messages and the like, and at last why not more. */
  private static List<Object> decoded(List<byte[]> chunks) {
    var decoder = new WebSocketDecoder(MAX_MESSAGE_BYTES);
    List<Object> decoded = new ArrayList<>();
    int arrived = 0;
    int malformed = 0;
    try {
      for (byte[] chunk : chunks) {
        arrived += chunk.length;
        decoder.offer(chunk, 0, chunk.length);
        for (var next = decoder.next(); next != null; next = decoder.next()) {
          if (next == Pause.PAUSE) {
            continue; // where depends on the chunks
          }
          decoded.add(next);
          if (next instanceof Malformed && ++malformed == MAX_MALFORMED) {
            return decoded;
          }
        }
        if (decoder.bufferedBytes() > 2 * arrived + MAX_CONTROL_BYTES) {
          throw new AssertionError("%d kept of %d".formatted(decoder.bufferedBytes(), arrived));
        }
      }
    } catch (MalformedFrame refused) {
      decoded.add(String.valueOf(refused.getMessage()));
    }
    nothingBehindFarewell(decoded);
    return decoded;
  }

  private static void nothingBehindFarewell(List<Object> decoded) {
    for (Object each : decoded.subList(0, Math.max(0, decoded.size() - 1))) {
      if (each instanceof Farewell) {
        throw new AssertionError("behind a farewell: " + decoded);
      }
    }
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] message : Recordings.messages().subList(0, 10)) {
      byte[] begun = Arrays.copyOf(message, 5);
      byte[] ended = Arrays.copyOfRange(message, 5, message.length);
      var out = new WireWriter();
      out.writeBytes(frame(0x82, message));
      out.writeBytes(frame(0x02, begun));
      out.writeBytes(frame(0x89, new byte[] {7}));
      out.writeBytes(frame(0x80, ended));
      out.writeBytes(frame(0x8a, new byte[0]));
      out.writeBytes(frame(0x88, new byte[] {3, (byte) 0xe8}));
      seeds.add(CutStream.of(out.toArray(), 2, 9, 1));
    }
    seeds.add(CutStream.of(frame(0x82, new byte[300]).toArray()));
    seeds.add(CutStream.of(frame(0x81, new byte[7]).toArray(), 1));
    seeds.add(CutStream.of(repeated(frame(0x02, new byte[1]), frame(0x00, new byte[1])), 100));
    seeds.add(CutStream.of(repeated(frame(0x89, new byte[0]), frame(0x89, new byte[0])), 255));
    return seeds;
  }

  /** Returns a long stream: one frame, and then another again and again. */
  private static byte[] repeated(Bytes first, Bytes then) {
    var out = new WireWriter();
    out.writeBytes(first);
    while (out.size() + then.length() <= LONGEST_STREAM) {
      out.writeBytes(then);
    }
    return out.toArray();
  }

  /** Returns a frame as clients send it, with lengths in 1 or 3 bytes. */
  static Bytes frame(int first, byte[] payload) {
    var out = new WireWriter();
    out.writeByte(first);
    if (payload.length > MAX_CONTROL_BYTES) {
      out.writeByte(0x80 | 126);
      out.writeShort(payload.length);
    } else {
      out.writeByte(0x80 | payload.length);
    }
    out.writeBytes(Bytes.wrap(MASK));
    for (int i = 0; i < payload.length; i++) {
      out.writeByte(payload[i] ^ MASK[i % MASK.length]);
    }
    return out.toBytes();
  }
}
