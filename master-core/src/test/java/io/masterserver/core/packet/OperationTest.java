package io.masterserver.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.wire.Codec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An operation")
class OperationTest {

  @ParameterizedTest
  @ValueSource(ints = {-1, 65536})
  void needs_an_opcode_of_16_bits(int opcode) {
    assertThatThrownBy(() -> Notification.of(opcode, "hello", Codec.TEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("opcode of 'hello': %d (expected: 0..65535)".formatted(opcode));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Hello", "hello world", "-hello", "hello-", "a--b"})
  void needs_a_name_of_lower_case_words(String name) {
    assertThatThrownBy(() -> Request.of(7, name, Codec.TEXT, Codec.TEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "name of opcode 7: '%s' (expected: lower-case words with dashes)".formatted(name));
  }

  @Test
  void says_what_it_is() {
    assertThat(CoreOperations.PING).hasToString("request 'ping' (opcode 32200)");
    assertThat(CoreOperations.GOING_AWAY).hasToString("notification 'going-away' (opcode 32201)");
  }
}
