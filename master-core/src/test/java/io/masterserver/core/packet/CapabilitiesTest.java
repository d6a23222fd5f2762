package io.masterserver.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.MalformedPacket;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What both sides of a connection know")
class CapabilitiesTest {

  @Test
  void is_what_the_one_has_announced_and_the_other_has_too() {
    var announced = new Capabilities(List.of("time-travel", "rate-limited-status"));

    Capabilities both = announced.and(Capabilities.ALL);

    assertThat(both.has(Capabilities.RATE_LIMITED_STATUS)).isTrue();
    assertThat(both.has("time-travel")).isFalse();
    assertThat(Capabilities.NONE.and(Capabilities.ALL)).isEqualTo(Capabilities.NONE);
  }

  @Test
  void is_bounded_in_number_and_length() {
    var most = new Capabilities(Collections.nCopies(32, "x".repeat(64)));
    assertThat(Capabilities.CODEC.decode(Capabilities.CODEC.encode(most))).isEqualTo(most);

    assertRefused(Collections.nCopies(33, "x"), "names of capabilities: 33 (expected: 0..32)");
    assertRefused(
        List.of("x".repeat(65)), "length of a capability's name: 65 (expected: 1..64 characters)");
    assertRefused(List.of(""), "length of a capability's name: 0 (expected: 1..64 characters)");
  }

  private static void assertRefused(List<String> names, String why) {
    var bytes = Codec.list(Codec.STRING).encode(names);
    assertThatThrownBy(() -> Capabilities.CODEC.decode(bytes))
        .isInstanceOf(MalformedPacket.class)
        .hasMessage(why);
  }
}
