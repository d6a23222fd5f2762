package io.masterserver.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.WireWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The key of a property")
class PropertyKeyTest {

  private static final PropertyKey<Integer> LEVEL =
      PropertyKey.of(7, "level", Integer.class, Codec.INT);

  @Test
  void keeps_codec_default_and_durability_together() {
    PropertyKey<Integer> key = LEVEL.withDefault(3).durable();

    assertThat(key.codec()).contains(Codec.INT);
    assertThat(key.defaultValue()).contains(3);
    assertThat(key.isDurable()).isTrue();
    assertThat(LEVEL.durable().withDefault(3).isDurable()).isTrue();
    assertThat(LEVEL.isDurable()).isFalse();
  }

  @Test
  void is_durable_only_with_a_codec() {
    PropertyKey<Integer> key = PropertyKey.of(7, "level", Integer.class);

    assertThatThrownBy(key::durable)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("property 'level' (code 7)")
        .hasMessageContaining("PropertyKey.of(7, \"level\", Integer.class, codec)");
  }

  @Test
  @DisplayName("of the session reads what every session has, whatever stands behind it")
  void session() {
    Codec<Session> codec = CoreProperties.SESSION.codec().orElseThrow();
    var out = new WireWriter();
    codec.write(new PlainSession("id", "Anna", false, true), out);
    Codec.STRING.write("more", out);
    Bytes bytes = out.toBytes();

    assertThat(codec.decode(bytes)).isEqualTo(new PlainSession("id", "Anna", false, true));
  }
}
