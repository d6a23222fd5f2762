package io.masterserver.core.wire.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.wire.Bytes;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every packet recorded from the ancestor")
class RecordedPacketsTest {

  static Stream<RecordedPacket> packets() {
    return RecordedPacket.packets();
  }

  @ParameterizedTest
  @MethodSource("packets")
  @DisplayName("is written as the same bytes by every codec of it, derived or composed")
  void is_written_as_recorded(RecordedPacket packet) {
    assertThat(Shapes.of(packet).encodings(packet))
        .extracting(RecordedPacketsTest::hex)
        .isNotEmpty()
        .containsOnly(hex(packet.bytes()));
  }

  @ParameterizedTest
  @MethodSource("packets")
  @DisplayName("is read as the same values by every codec of it")
  void is_read_as_recorded(RecordedPacket packet) {
    Shape<?> shape = Shapes.of(packet);

    assertThat(shape.decodings(packet.bytes()))
        .isNotEmpty()
        .allSatisfy(value -> assertThat(value).isEqualTo(shape.read(packet)));
  }

  @Test
  @DisplayName("has a shape here, and every shape a recording")
  void has_a_shape() {
    assertThat(packets().map(Shapes::key).collect(Collectors.toSet())).isEqualTo(Shapes.names());
  }

  private static String hex(Bytes bytes) {
    return HexFormat.of().formatHex(bytes.toArray());
  }
}
