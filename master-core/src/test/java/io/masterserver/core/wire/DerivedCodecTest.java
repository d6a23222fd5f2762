package io.masterserver.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A derived codec")
class DerivedCodecTest {

  private enum Side {
    LEFT,
    RIGHT
  }

  private record Part(String name, Side side) {}

  private record All(
      boolean flag,
      Byte octet,
      Short number,
      Integer whole,
      Long large,
      Float fraction,
      Double finer,
      UUID id,
      Bytes blob,
      Part part,
      List<Part> parts,
      Map<Integer, List<Part>> byNumber) {}

  private record Empty() {}

  private record Dated(Instant at) {}

  private record Tree(String name, List<Tree> branches) {}

  private record Twice(Part a, Part b) {}

  @Test
  void reads_what_it_wrote_of_every_type_it_knows() {
    Codec<All> codec = Codec.derived(All.class);
    var part = new Part("wheel", Side.RIGHT);
    var all =
        new All(
            true,
            (byte) -1,
            (short) -2,
            -3,
            -4L,
            0.5f,
            -0.25,
            UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
            Bytes.ofHex("010203"),
            part,
            List.of(part, new Part("", Side.LEFT)),
            Map.of(7, List.of(part)));

    assertThat(codec.decode(codec.encode(all))).isEqualTo(all);
  }

  @Test
  void of_a_record_without_components_writes_nothing() {
    assertThat(Codec.derived(Empty.class).encode(new Empty())).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void of_a_record_with_the_same_record_twice_is_no_cycle() {
    Codec<Twice> codec = Codec.derived(Twice.class);
    var twice = new Twice(new Part("a", Side.LEFT), new Part("b", Side.RIGHT));

    assertThat(codec.decode(codec.encode(twice))).isEqualTo(twice);
  }

  @Test
  void names_the_component_that_has_no_codec_and_what_to_do() {
    assertThatThrownBy(() -> Codec.derived(Dated.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Dated, component 'at': type java.time.Instant has no codec")
        .hasMessageContaining("compose the codec by hand");
  }

  @Test
  void names_the_record_that_contains_itself() {
    assertThatThrownBy(() -> Codec.derived(Tree.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("component 'branches'")
        .hasMessageContaining("Tree contains itself");
  }
}
