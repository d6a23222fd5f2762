package io.masterserver.runtime.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.api.PropertyKey;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The properties of a peer")
class PropertiesTest {

  private static final PropertyKey<String> NAME =
      PropertyKey.of(7, "name", String.class, Codec.STRING);
  private static final PropertyKey<String> SECRET = PropertyKey.of(1, "secret", String.class);
  private static final PropertyKey<Integer> LEVEL =
      PropertyKey.of(65535, "level", Integer.class).withDefault(3);

  @Test
  void are_what_was_set_last_whatever_the_order() {
    var random = new Random(42);
    Map<Integer, Object> expected = new TreeMap<>();
    Properties properties = Properties.NONE;
    for (int i = 0; i < 2000; i++) {
      int code = random.nextInt(20) * 3449;
      Integer value = random.nextInt(3) == 0 ? null : i;
      if (value == null) {
        properties = properties.without(code);
        expected.remove(code);
      } else {
        properties = properties.with(PropertyKey.of(code, "any", Integer.class), value);
        expected.put(code, value);
      }
      for (int each = 0; each < 20; each++) {
        assertThat(properties.at(each * 3449)).isEqualTo(expected.get(each * 3449));
      }
    }
  }

  @Test
  void do_not_change() {
    Properties before = Properties.NONE.with(NAME, "Anna");

    before.with(NAME, "Boris").with(SECRET, "x").without(7);

    assertThat(before.get(NAME)).contains("Anna");
    assertThat(before.at(1)).isNull();
  }

  @Test
  void are_none_again_when_the_last_one_is_removed() {
    assertThat(Properties.NONE.with(NAME, "Anna").without(7)).isSameAs(Properties.NONE);
    assertThat(Properties.NONE.without(7)).isSameAs(Properties.NONE);
  }

  @Test
  void have_defaults_that_do_not_count_as_set() {
    assertThat(Properties.NONE.get(LEVEL)).contains(3);
    assertThat(Properties.NONE.has(LEVEL)).isFalse();
    assertThat(Properties.NONE.get(NAME)).isEmpty();
    assertThat(Properties.NONE.with(LEVEL, 9).get(LEVEL)).contains(9);
  }

  @Test
  void tell_of_two_keys_with_one_code() {
    assertThatThrownBy(() -> Properties.NONE.with(NAME, 1).get(NAME))
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining("property 'name' (code 7)")
        .hasMessageContaining("do two keys share the code?");
  }

  @Test
  void go_to_another_node_if_their_keys_have_a_codec() {
    Properties here = Properties.NONE.with(NAME, "Anna").with(SECRET, "x").with(LEVEL, 5);

    Properties there = Properties.of(here.encoded());

    assertThat(there.get(NAME)).contains("Anna");
    assertThat(there.has(SECRET)).isFalse();
    assertThat(there.has(LEVEL)).isFalse();
  }

  @Test
  void go_on_to_a_third_node_also_if_nobody_has_read_them() {
    var durable = NAME.durable();
    Properties first = Properties.NONE.with(durable, "Anna");

    Properties third = Properties.of(Properties.of(first.encoded()).encoded());

    assertThat(third.encoded())
        .containsExactly(new EncodedProperty(7, "name", true, Codec.STRING.encode("Anna")));
    assertThat(third.get(NAME)).contains("Anna");
  }

  @Test
  void that_came_from_another_node_are_decoded_with_the_key_of_each_reader() {
    var length = PropertyKey.of(7, "length", Short.class, Codec.SHORT);
    Properties properties = Properties.of(Properties.NONE.with(NAME, "Anna").encoded());

    assertThat(properties.get(NAME)).contains("Anna");
    assertThat(properties.get(length)).contains((short) 4);
    assertThat(properties.get(NAME)).contains("Anna");
  }

  @Test
  void that_came_from_another_node_say_what_does_not_fit() {
    var number = PropertyKey.of(7, "number", Long.class, Codec.LONG);
    var here = PropertyKey.of(7, "here", String.class);
    Properties properties = Properties.of(Properties.NONE.with(NAME, "Anna").encoded());

    assertThatThrownBy(() -> properties.get(number))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("property 'number' (code 7)")
        .hasMessageContaining("do two keys share the code");
    assertThatThrownBy(() -> properties.get(here))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("PropertyKey.of(7, \"here\", String.class, codec)");
  }

  @Test
  void are_replaced_by_what_is_written_on_their_new_node() {
    Properties properties = Properties.of(Properties.NONE.with(NAME, "Anna").encoded());

    assertThat(properties.with(SECRET, "x").with(NAME, "Boris").get(NAME)).contains("Boris");
    assertThat(properties.without(7)).isSameAs(Properties.NONE);
  }

  @Test
  void that_are_too_large_stay() {
    var bytes = PropertyKey.of(2, "bytes", Bytes.class, Codec.RAW);
    Bytes large = Bytes.wrap(new byte[EncodedProperty.MAX_BYTES + 1]);

    assertThatThrownBy(() -> EncodedProperty.of(bytes, large))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65537 bytes (expected: at most 65536");
  }

  @Test
  void are_never_printed_with_their_values() {
    assertThat(Properties.NONE.with(NAME, "secret").with(SECRET, "secret"))
        .hasToString("Properties[1, 7]");
  }
}
