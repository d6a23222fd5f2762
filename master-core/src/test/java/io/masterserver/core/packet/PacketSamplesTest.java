package io.masterserver.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every packet")
class PacketSamplesTest {

  private static final Set<Class<?>> NO_PACKETS =
      Set.of(
          Request.class,
          Notification.class,
          DeliveryMethod.class,
          Response.Success.class,
          Response.Failure.class);

  /** A packet, and its bytes with a space between components. */
  private record Sample<T>(Codec<T> codec, T packet, String hex) {

    Bytes bytes() {
      return Bytes.ofHex(hex.replace(" ", ""));
    }

    Bytes written() {
      return codec.encode(packet);
    }

    Object read() {
      return codec.decode(bytes());
    }
  }

  static List<Sample<?>> samples() {
    return List.of(
        new Sample<>(Empty.CODEC, Empty.EMPTY, ""),
        new Sample<>(IntPair.CODEC, new IntPair(1, -2), "00000001 fffffffe"),
        new Sample<>(StringPair.CODEC, new StringPair("left", ""), "00046c656674 0000"),
        new Sample<>(
            GoingAway.CODEC,
            new GoingAway("bye", 1500, List.of("a:1", "b:2")),
            "0003627965 000005dc 00000002 0003613a31 0003623a32"),
        new Sample<>(GoingAway.CODEC, new GoingAway("", 0, List.of()), "0000 00000000 00000000"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void is_laid_out_as_its_sample_says(Sample<?> sample) {
    assertThat(sample.written()).isEqualTo(sample.bytes());
    assertThat(sample.read()).isEqualTo(sample.packet());
  }

  @Test
  @DisplayName("has a sample here")
  void has_a_sample() throws Exception {
    Set<Class<?>> sampled =
        samples().stream().map(sample -> sample.packet().getClass()).collect(Collectors.toSet());

    assertThat(packets()).isNotEmpty().allSatisfy(packet -> assertThat(sampled).contains(packet));
  }

  @Test
  @DisplayName("has its codec beside it")
  void has_a_codec() throws Exception {
    assertThat(packets())
        .allSatisfy(
            packet ->
                assertThat(packet.getField("CODEC").getType()).as("CODEC").isEqualTo(Codec.class));
  }

  /** The public records and enums of the compiled package, without those that carry packets. */
  private static List<Class<?>> packets() throws Exception {
    Path classes =
        Path.of(IntPair.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String folder = IntPair.class.getPackageName().replace('.', '/');
    try (Stream<Path> files = Files.walk(classes.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(file -> classes.relativize(file).toString())
          .filter(name -> !name.endsWith("-info.class"))
          .<Class<?>>map(name -> load(name.replace('/', '.').replaceFirst("\\.class$", "")))
          .filter(type -> type.isRecord() || type.isEnum())
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .filter(type -> !NO_PACKETS.contains(type))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
