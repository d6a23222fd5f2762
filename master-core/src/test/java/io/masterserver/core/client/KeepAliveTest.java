package io.masterserver.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The time is the test's: the timer would look after an hour, so each look is the test's too. */
@DisplayName("The keep-alive of a connection")
class KeepAliveTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Recorder line = new Recorder();
  private long now = Long.MAX_VALUE - 1; // a clock may overflow
  private KeepAlive keepAlive = keepAlive(Duration.ofDays(1));

  @AfterEach
  void stop() {
    keepAlive.stop();
  }

  @Test
  @DisplayName("pings at once, so that the server hears of the client")
  void at_once() {
    keepAlive.start();

    assertThat(line.events).containsExactly("ping 1");
  }

  @Test
  @DisplayName("pings again when nothing was sent for the interval")
  void again() {
    started();
    answered();

    later(HOUR);
    keepAlive.look();

    assertThat(line.events).containsExactly("ping 1", "ping 2");
  }

  @Test
  @DisplayName("does not ping while the application sends")
  void busy() {
    started();
    answered();

    later(HOUR);
    keepAlive.sent();
    keepAlive.look();

    assertThat(line.events).containsExactly("ping 1");
  }

  @Test
  @DisplayName("gives up when nothing came for two intervals after a ping, no sooner")
  void gives_up() {
    started();

    Duration left =
        Duration.ofMinutes(1); // the real timer looks after it, and must not in this test
    later(HOUR.multipliedBy(2).minus(left));
    keepAlive.look();
    assertThat(line.events).containsExactly("ping 1");
    later(left);
    keepAlive.look();

    assertThat(line.events)
        .containsExactly("ping 1", "lost: the server did not answer a ping within 7200 s");
  }

  @Test
  @DisplayName("gives up after the time-out of requests if that is shorter")
  void gives_up_sooner() {
    keepAlive = keepAlive(Duration.ofMinutes(1));
    started();

    later(Duration.ofMinutes(1));
    keepAlive.look();

    assertThat(line.events)
        .containsExactly("ping 1", "lost: the server did not answer a ping within 60 s");
  }

  @Test
  @DisplayName("takes any byte for a sign of life")
  void any_byte() {
    started();
    later(HOUR);
    keepAlive.heard();
    keepAlive.listening();

    later(HOUR);
    keepAlive.look();

    assertThat(line.events).containsExactly("ping 1");
  }

  @Test
  @DisplayName("does not blame the server while the application holds up the reader")
  void application_is_slow() {
    started();
    keepAlive.heard();

    later(HOUR.multipliedBy(100));
    keepAlive.look();

    assertThat(line.events).containsExactly("ping 1");
  }

  @Test
  @DisplayName("knows the answer to its ping, once, and no other response")
  void answers() {
    started();

    assertThat(keepAlive.isAnswered(2)).isFalse();
    assertThat(keepAlive.isAnswered(1)).isTrue();
    assertThat(keepAlive.isAnswered(1)).isFalse();
    assertThat(keepAlive.isAnswered(0)).isFalse();
  }

  @Test
  @DisplayName("does nothing when stopped")
  void stopped() {
    started();
    keepAlive.stop();

    later(HOUR.multipliedBy(2));
    keepAlive.look();

    assertThat(line.events).containsExactly("ping 1");
  }

  @Test
  @DisplayName("of interval 0 is off")
  void off() {
    var never = new KeepAlive(Duration.ZERO, HOUR, line, () -> now);

    never.start();

    assertThat(line.events).isEmpty();
  }

  private KeepAlive keepAlive(Duration requestTimeout) {
    return new KeepAlive(HOUR, requestTimeout, line, () -> now);
  }

  private void started() {
    keepAlive.start();
    keepAlive.sent();
    keepAlive.listening();
  }

  private void answered() {
    assertThat(keepAlive.isAnswered(line.lastId)).isTrue();
  }

  private void later(Duration time) {
    now += time.toNanos();
  }

  /** Remembers what a connection was told to do. */
  private static final class Recorder implements KeepAlive.Line {

    final List<String> events = new ArrayList<>();
    int lastId;

    @Override
    public int nextId() {
      return ++lastId;
    }

    @Override
    public void ping(int id) {
      events.add("ping " + id);
    }

    @Override
    public void lost(String reason) {
      events.add("lost: " + reason);
    }
  }
}
