package io.masterserver.runtime.peer;

import io.masterserver.core.wire.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;

/** What can be seen of frames that are already bytes; see {@link MessageCodec}. */
final class Frames {

  private static final int PREFIX_BYTES = 4;
  private static final int OPCODE_AT = PREFIX_BYTES + 1;

  private Frames() {}

  /** Returns how long the frame is that begins at {@code at}, with its prefix. */
  static int length(ByteString frames, int at) {
    return PREFIX_BYTES + ((uint16(frames, at) << 16) | uint16(frames, at + 2));
  }

  /** Returns the opcode of the frame that begins at {@code at}. */
  static int opcode(ByteString frames, int at) {
    return uint16(frames, at + OPCODE_AT);
  }

  /** Returns {@code frames} without the first {@code count} of them. */
  static ByteString without(ByteString frames, long count) {
    int at = 0;
    for (long left = count; left > 0 && at < frames.size(); left--) {
      at += length(frames, at);
    }
    return frames.drop(at);
  }

  /** Returns {@code frames} in pieces of whole frames, each of {@code max} bytes or one frame. */
  static List<ByteString> pieces(ByteString frames, int max) {
    List<ByteString> pieces = new ArrayList<>();
    int start = 0;
    int end = 0;
    while (end < frames.size()) {
      int next = end + length(frames, end);
      if (next - start > max && end > start) {
        pieces.add(frames.slice(start, end));
        start = end;
      }
      end = next;
    }
    pieces.add(frames.slice(start, end));
    return pieces;
  }

  /** Returns a copy of one frame that says that it may be lost. */
  static ByteString unreliable(ByteString frame) {
    byte[] copy = frame.toArray();
    MessageCodec.markUnreliable(copy);
    return ByteString.fromArrayUnsafe(copy);
  }

  private static int uint16(ByteString frames, int at) {
    return ((frames.apply(at) & 0xff) << 8) | (frames.apply(at + 1) & 0xff);
  }
}
