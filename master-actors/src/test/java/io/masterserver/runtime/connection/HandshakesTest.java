package io.masterserver.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of two handshakes at most")
class HandshakesTest {

  private final Handshakes<String> handshakes = new Handshakes<>(2);

  @Test
  void none_gives_way_while_there_is_room() {
    assertThat(handshakes.begin("first", "a")).isEmpty();
    assertThat(handshakes.begin("second", "a")).isEmpty();
  }

  @Test
  void the_oldest_gives_way_to_a_third_and_the_next_to_a_fourth() {
    handshakes.begin("first", "a");
    handshakes.begin("second", "a");

    assertThat(handshakes.begin("third", "a")).contains("first");
    assertThat(handshakes.begin("fourth", "a")).contains("second");
  }

  @Test
  void one_that_came_to_the_point_makes_room_and_gives_way_to_nobody() {
    handshakes.begin("first", "a");
    handshakes.begin("second", "a");
    handshakes.end("first", "a");

    assertThat(handshakes.begin("third", "a")).isEmpty();
    assertThat(handshakes.begin("fourth", "a")).contains("second");
  }

  @Test
  void one_of_the_network_gives_way_that_has_most() {
    handshakes.begin("of another", "a");
    handshakes.begin("first", "b");

    assertThat(handshakes.begin("second", "b")).contains("first");
    assertThat(handshakes.begin("third", "b")).contains("second");
  }

  @Test
  void one_that_has_given_way_ends_without_a_trace() {
    handshakes.begin("first", "a");
    handshakes.begin("second", "a");
    handshakes.begin("third", "a");

    handshakes.end("first", "a");

    assertThat(handshakes.begin("fourth", "a")).contains("second");
  }
}
