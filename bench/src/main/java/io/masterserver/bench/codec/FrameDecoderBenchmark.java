package io.masterserver.bench.codec;

import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.core.wire.FrameDecoder.Decoded;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Nanoseconds per frame to cut 64 KiB of small frames, given in chunks of several sizes.
 *
 * <p>65536 is what a socket under load gives at once; 1448 is one segment of Ethernet, so that one
 * frame of each chunk is cut; 17 cuts every frame, which is the worst that a client can do to us
 * short of single bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FrameDecoderBenchmark {

  private static final int STREAM_BYTES = 1 << 16;

  /** Length 4, head 7, data 17, request id 4. */
  private static final int FRAME_BYTES = 32;

  private static final int FRAMES = STREAM_BYTES / FRAME_BYTES;

  /** Bytes per chunk. */
  @Param({"65536", "1448", "17"})
  public int chunkBytes = STREAM_BYTES;

  private final FrameDecoder decoder = new FrameDecoder(STREAM_BYTES);
  private byte[][] chunks = {};

  /** Makes the stream, and cuts it. */
  @Setup(Level.Trial)
  public void cut() {
    var out = new WireWriter(STREAM_BYTES);
    for (int i = 0; i < FRAMES; i++) {
      MessageCodec.writeRequest(1001, i, Codec.TEXT, "seventeen letters", out);
    }
    byte[] stream = out.toArray();
    if (stream.length != STREAM_BYTES) {
      throw new IllegalStateException(
          "stream: %d bytes (expected: %d)".formatted(stream.length, STREAM_BYTES));
    }
    chunks = new byte[(stream.length + chunkBytes - 1) / chunkBytes][];
    for (int i = 0; i < chunks.length; i++) {
      int from = i * chunkBytes;
      chunks[i] = Arrays.copyOfRange(stream, from, Math.min(from + chunkBytes, stream.length));
    }
  }

  /** All frames of the stream. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void decode(Blackhole sink) {
    for (byte[] chunk : chunks) {
      decoder.offer(chunk, 0, chunk.length);
      for (Decoded decoded = decoder.next(); decoded != null; decoded = decoder.next()) {
        sink.consume(decoded);
      }
    }
  }
}
