package io.masterserver.tests.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stream, and where the network cuts it.
 *
 * <p>Layout of an input: {@code count:int8} of which the low 3 bits count, that many {@code
 * size:int8} unsigned, and the stream. Chunks have these sizes in turn; without any there is one.
 */
final class CutStream {

  private static final int MOST_SIZES = 7;

  private final byte[] sizes;
  private final byte[] stream;

  CutStream(byte[] input) {
    int count = input.length == 0 ? 0 : input[0] & MOST_SIZES;
    int start = Math.min(1 + count, input.length);
    sizes = input.length == 0 ? input : Arrays.copyOfRange(input, 1, start);
    stream = Arrays.copyOfRange(input, start, input.length);
  }

  /** Returns the input of a stream and the sizes of its chunks, 0 to 255 each. */
  static byte[] of(byte[] stream, int... sizes) {
    byte[] input = new byte[1 + sizes.length + stream.length];
    input[0] = (byte) sizes.length;
    for (int i = 0; i < sizes.length; i++) {
      input[1 + i] = (byte) sizes[i];
    }
    System.arraycopy(stream, 0, input, 1 + sizes.length, stream.length);
    return input;
  }

  byte[] stream() {
    return stream;
  }

  List<byte[]> chunks() {
    List<byte[]> chunks = new ArrayList<>();
    int at = 0;
    for (int i = 0; at < stream.length; i++) {
      // A size of 0 is an empty chunk, but sizes grow in time: the stream has to end.
      int size =
          sizes.length == 0 ? stream.length : Math.max(sizes[i % sizes.length] & 0xff, i / 8);
      int end = Math.min(at + size, stream.length);
      chunks.add(Arrays.copyOfRange(stream, at, end));
      at = end;
    }
    return chunks;
  }
}
