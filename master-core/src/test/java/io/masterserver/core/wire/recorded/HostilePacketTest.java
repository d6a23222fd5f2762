package io.masterserver.core.wire.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.wire.Allocation;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.MalformedPacket;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A damaged packet")
class HostilePacketTest {

  private static final long SEED = 20_260_722;
  private static final int DAMAGED_COPIES = 500;

  /** Far above what the recorded packets need, far below what their lengths may claim. */
  private static final long MOST_ALLOCATED_BYTES = 1 << 18;

  static Stream<RecordedPacket> packets() {
    return RecordedPacket.packets();
  }

  @ParameterizedTest
  @MethodSource("packets")
  @DisplayName("cut off anywhere is refused, or read as a shorter value")
  void cut_off(RecordedPacket packet) {
    byte[] whole = packet.bytes().toArray();

    for (int length = 0; length < whole.length; length++) {
      readOrRefuse(packet, Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest
  @MethodSource("packets")
  @DisplayName("with random bytes in it is refused, or read as another value")
  void overwritten(RecordedPacket packet) {
    var random = new Random(SEED);

    for (int copy = 0; copy < DAMAGED_COPIES; copy++) {
      byte[] damaged = packet.bytes().toArray();
      for (int i = random.nextInt(4); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = anyByte(random);
      }
      readOrRefuse(packet, damaged);
    }
  }

  @ParameterizedTest
  @MethodSource("packets")
  @DisplayName("followed by more bytes is read as if they were not there")
  void followed_by_more(RecordedPacket packet) {
    if (packet.title().startsWith("ObservableString")) {
      return; // bare text is whatever there is, up to the end
    }
    Shape<?> shape = Shapes.of(packet);
    byte[] longer = Arrays.copyOf(packet.bytes().toArray(), packet.bytes().length() + 9);

    assertThat(shape.decodings(Bytes.wrap(longer)))
        .allSatisfy(value -> assertThat(value).isEqualTo(shape.read(packet)));
  }

  /** Fails on any exception but the one, and on memory that the packet's size does not justify. */
  private static void readOrRefuse(RecordedPacket packet, byte[] bytes) {
    Shape<?> shape = Shapes.of(packet);

    long allocated = Allocation.of(() -> decode(shape, bytes));

    assertThat(allocated).isLessThan(MOST_ALLOCATED_BYTES);
  }

  private static void decode(Shape<?> shape, byte[] bytes) {
    try {
      assertThat(shape.decodings(Bytes.wrap(bytes))).isNotEmpty();
    } catch (MalformedPacket refused) {
      if (refused.getMessage().isBlank()) {
        throw new AssertionError("refused without a reason", refused);
      }
    }
  }

  private static byte anyByte(Random random) {
    byte[] edges = {0, 1, 0x7f, -0x80, -1};
    return random.nextBoolean() ? edges[random.nextInt(edges.length)] : (byte) random.nextInt(256);
  }
}
