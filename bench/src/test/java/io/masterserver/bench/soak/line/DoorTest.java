package io.masterserver.bench.soak.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The doors of a server")
class DoorTest {

  @Test
  @DisplayName("are those of its ready line that can be soaked, TCP first")
  void doors() {
    String line =
        "{\"event\":\"ready\",\"listeners\":["
            + "{\"transport\":\"ws\",\"host\":\"127.0.0.1\",\"port\":11},"
            + "{\"transport\":\"wss\",\"host\":\"127.0.0.1\",\"port\":12},"
            + "{\"transport\":\"tcp\",\"host\":\"127.0.0.1\",\"port\":13}]}";

    assertThat(Door.in(line)).extracting(Door::name).containsExactly("tcp", "ws");
    assertThat(Door.in(line)).extracting(door -> door.address().getPort()).containsExactly(13, 11);
  }
}
