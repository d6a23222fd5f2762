package io.masterserver.core.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames and reads the message in each.
 *
 * <p>Frames that lie whole within a chunk are read in place, so messages may be views of it; only
 * what is cut by the end of a chunk is copied. The buffer for that grows with the bytes that have
 * really arrived, never ahead on the word of a length.
 *
 * <p>Threads: one. Use: {@link #offer} a chunk, then {@link #next} until it returns null.
 */
public final class FrameDecoder {

  private static final int LENGTH_BYTES = Integer.BYTES;
  private static final int FIRST_PARTIAL_BYTES = 64;
  private static final int LONGEST = Integer.MAX_VALUE - 64; // an array holds it, and its length
  private static final byte[] NOTHING = {};

  /** What {@link #next} returns for a frame that is not a message. */
  public sealed interface Decoded {}

  /** A message. */
  public record Whole(Message message) implements Decoded {}

  /**
   * A frame of legal length whose body is not a message; the next frame can be read all the same.
   *
   * @param why what was found and what was expected
   */
  public record Dropped(String why) implements Decoded {}

  private final int maxLength;

  private byte[] chunk = NOTHING;
  private int at;
  private int end;

  /**
   * The bytes of a frame that a chunk has cut, its length included; none when {@code held} is 0.
   */
  private byte[] partial = NOTHING;

  private int held;

  /**
   * @param maxLength longest message accepted, in bytes; at least {@link MessageCodec#MIN_BYTES}
   */
  public FrameDecoder(int maxLength) {
    if (maxLength < MessageCodec.MIN_BYTES || maxLength > LONGEST) {
      throw new IllegalArgumentException(
          "longest message: %d bytes (expected: %d..%d)"
              .formatted(maxLength, MessageCodec.MIN_BYTES, LONGEST));
    }
    this.maxLength = maxLength;
  }

  /** How many bytes of an unfinished frame are kept. */
  public int bufferedBytes() {
    return held;
  }

  /**
   * Gives the next bytes of the stream; not before {@link #next} has returned null.
   *
   * @param bytes not changed by anyone from now on
   */
  public void offer(byte[] bytes, int offset, int length) {
    chunk = bytes;
    at = offset;
    end = offset + length;
  }

  /**
   * Returns what the next frame holds, or null when the stream has to go on first.
   *
   * @throws MalformedFrame if its length is out of range; the stream cannot be read any further
   */
  public @Nullable Decoded next() {
    return held == 0 ? nextInChunk() : nextAcrossChunks();
  }

  private @Nullable Decoded nextInChunk() {
    int left = end - at;
    if (left >= LENGTH_BYTES) {
      int length = checkedLength(chunk, at);
      if (left - LENGTH_BYTES >= length) {
        int start = at + LENGTH_BYTES;
        at = start + length;
        return decode(chunk, start, length);
      }
    }
    if (left > 0) {
      hold(left, left);
    }
    return endOfChunk();
  }

  private @Nullable Decoded nextAcrossChunks() {
    if (held < LENGTH_BYTES) {
      hold(Math.min(LENGTH_BYTES - held, end - at), LENGTH_BYTES);
      if (held < LENGTH_BYTES) {
        return endOfChunk();
      }
    }
    int total = LENGTH_BYTES + checkedLength(partial, 0);
    hold(Math.min(total - held, end - at), total);
    if (held < total) {
      return endOfChunk();
    }
    byte[] frame = partial;
    partial = NOTHING;
    held = 0;
    return decode(frame, LENGTH_BYTES, total - LENGTH_BYTES);
  }

  /** Lets go of the chunk, so that an idle connection keeps no more than it must. */
  private @Nullable Decoded endOfChunk() {
    chunk = NOTHING;
    at = 0;
    end = 0;
    return null;
  }

  /** Moves {@code count} bytes from the chunk to the frame that was cut, of {@code total} bytes. */
  private void hold(int count, int total) {
    int needed = held + count;
    if (needed > partial.length) {
      int grown = Math.max(Math.max(needed, FIRST_PARTIAL_BYTES), 2 * partial.length);
      partial = Arrays.copyOf(partial, Math.max(needed, Math.min(grown, total)));
    }
    System.arraycopy(chunk, at, partial, held, count);
    held = needed;
    at += count;
  }

  private int checkedLength(byte[] bytes, int offset) {
    long length = Integer.toUnsignedLong(MessageCodec.intAt(bytes, offset));
    if (length < MessageCodec.MIN_BYTES || length > maxLength) {
      throw new MalformedFrame(
          "frame length: %d bytes (expected: %d..%d)"
              .formatted(length, MessageCodec.MIN_BYTES, maxLength));
    }
    return (int) length;
  }

  /**
   * Reads a message that comes without its length in front, as over WebSocket; it may be a view of
   * {@code bytes}.
   */
  public static Decoded decode(byte[] bytes, int offset, int length) {
    try {
      return new Whole(MessageCodec.read(bytes, offset, length));
    } catch (MalformedMessage e) {
      return new Dropped(String.valueOf(e.getMessage()));
    }
  }
}
