package io.masterserver.tests.fuzz;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.core.wire.MalformedFrame;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The stream of a TCP connection: how the network cuts it does not matter, and no more of it is
 * kept than has arrived.
 */
final class FramesTarget implements FuzzTarget {

  private static final int MAX_LENGTH = 1 << 24;

  /** A frame of 4 bytes that is no message costs a text that says why, some 2 KiB at most. */
  private static final Memory MEMORY = new Memory(1 << 16, 512);

  @Override
  public void read(byte[] input) {
    var cut = new CutStream(input);
    List<Object> whole = decoded(List.of(cut.stream()));
    List<Object> inChunks = MEMORY.bounded(cut.stream().length, () -> decoded(cut.chunks()));
    if (!whole.equals(inChunks)) {
      throw new AssertionError("whole: %s, in chunks: %s".formatted(whole, inChunks));
    }
  }

  /** What came out: frames, and at last why not more. */
  private static List<Object> decoded(List<byte[]> chunks) {
    var decoder = new FrameDecoder(MAX_LENGTH);
    List<Object> decoded = new ArrayList<>();
    int arrived = 0;
    try {
      for (byte[] chunk : chunks) {
        arrived += chunk.length;
        decoder.offer(chunk, 0, chunk.length);
        for (var next = decoder.next(); next != null; next = decoder.next()) {
          decoded.add(next);
        }
        if (decoder.bufferedBytes() > arrived) {
          throw new AssertionError("%d kept of %d".formatted(decoder.bufferedBytes(), arrived));
        }
      }
    } catch (MalformedFrame refused) {
      decoded.add(String.valueOf(refused.getMessage()));
    }
    return decoded;
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    var all = new WireWriter();
    for (byte[] message : Recordings.messages().subList(0, 20)) {
      var frame = new WireWriter();
      MessageCodec.writeFrame(MessageCodec.read(Bytes.wrap(message)), frame);
      all.writeBytes(frame.toBytes());
      seeds.add(CutStream.of(frame.toArray(), 3, 1, 9));
    }
    seeds.add(CutStream.of(all.toArray(), 64, 5));
    return seeds;
  }
}
