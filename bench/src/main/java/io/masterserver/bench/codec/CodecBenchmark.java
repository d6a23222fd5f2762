package io.masterserver.bench.codec;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireReader;
import io.masterserver.core.wire.WireWriter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds to write or read one packet, and one message around it.
 *
 * <p>{@code origin} compares a codec derived from a record with one composed by hand. Run with
 * {@code -prof gc} to see what each allocates.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {

  private static final int OPCODE = 1001;
  private static final int LENGTH_BYTES = Integer.BYTES;

  /** Where a codec comes from. */
  public enum Origin {
    DERIVED,
    COMPOSED
  }

  /** The codec that is measured. */
  @Param public Origin origin = Origin.DERIVED;

  private final RoomListing packet = RoomListing.sample();
  private final WireWriter out = new WireWriter();
  private Codec<RoomListing> codec = RoomListing.DERIVED;
  private Bytes encoded = Bytes.EMPTY;
  private byte[] frame = {};
  private int requestId;

  /** Makes the bytes to read. */
  @Setup(Level.Trial)
  public void encode() {
    codec =
        switch (origin) {
          case DERIVED -> RoomListing.DERIVED;
          case COMPOSED -> RoomListing.COMPOSED;
        };
    encoded = codec.encode(packet);
    out.clear();
    MessageCodec.writeRequest(OPCODE, 1, codec, packet, out);
    frame = out.toArray();
  }

  /** A packet alone, into a buffer that is used again. */
  @Benchmark
  public int writePacket() {
    out.clear();
    codec.write(packet, out);
    return out.size();
  }

  /** A packet alone. */
  @Benchmark
  public RoomListing readPacket() {
    return codec.read(WireReader.of(encoded));
  }

  /** A request as a frame, its packet written straight into it. */
  @Benchmark
  public int writeRequest() {
    out.clear();
    MessageCodec.writeRequest(OPCODE, requestId++, codec, packet, out);
    return out.size();
  }

  /** The head of a message; its data stays a view of the frame. */
  @Benchmark
  public Message readMessage() {
    return MessageCodec.read(frame, LENGTH_BYTES, frame.length - LENGTH_BYTES);
  }

  /** A message and the packet in it, as a handler gets it. */
  @Benchmark
  public RoomListing readMessageAndPacket() {
    return codec.decode(readMessage().data());
  }
}
