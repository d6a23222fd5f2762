package io.masterserver.runtime.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.api.PropertyKey;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The properties of a peer")
class PropertiesTest {

  private static final PropertyKey<String> NAME = PropertyKey.of(7, "name", String.class);
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
      properties = properties.with(code, value);
      if (value == null) {
        expected.remove(code);
      } else {
        expected.put(code, value);
      }
      for (int each = 0; each < 20; each++) {
        assertThat(properties.at(each * 3449)).isEqualTo(expected.get(each * 3449));
      }
    }
  }

  @Test
  void do_not_change() {
    Properties before = Properties.NONE.with(7, "Anna");

    before.with(7, "Boris").with(1, "x").with(7, null);

    assertThat(before.get(NAME)).contains("Anna");
    assertThat(before.at(1)).isNull();
  }

  @Test
  void are_none_again_when_the_last_one_is_removed() {
    assertThat(Properties.NONE.with(7, "Anna").with(7, null)).isSameAs(Properties.NONE);
    assertThat(Properties.NONE.with(7, null)).isSameAs(Properties.NONE);
  }

  @Test
  void have_defaults_that_do_not_count_as_set() {
    assertThat(Properties.NONE.get(LEVEL)).contains(3);
    assertThat(Properties.NONE.has(LEVEL)).isFalse();
    assertThat(Properties.NONE.get(NAME)).isEmpty();
    assertThat(Properties.NONE.with(65535, 9).get(LEVEL)).contains(9);
  }

  @Test
  void tell_of_two_keys_with_one_code() {
    assertThatThrownBy(() -> Properties.NONE.with(7, 1).get(NAME))
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining("property 'name' (code 7)")
        .hasMessageContaining("do two keys share the code?");
  }

  @Test
  void are_never_printed_with_their_values() {
    assertThat(Properties.NONE.with(7, "secret").with(1, "secret")).hasToString("Properties[1, 7]");
  }
}
