package io.masterserver.runtime.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An address that tries wrong keys")
class GuessingAddressesTest {

  private static final String ADDRESS = "192.0.2.7:4711";

  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos(); // it may wrap around
  private final GuessingAddresses guessing =
      new GuessingAddresses(3, Duration.ofSeconds(10), Duration.ofSeconds(60), () -> nanos);

  private void wrong(int times) {
    for (int i = 0; i < times; i++) {
      guessing.wrong(ADDRESS);
    }
  }

  private void pass(long seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
  }

  private static Optional<Duration> seconds(long seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }

  @Test
  void need_not_wait_after_a_few() {
    wrong(2);

    assertThat(guessing.waitOf(ADDRESS)).isEmpty();
  }

  @Test
  void must_wait_after_more() {
    wrong(3);
    assertThat(guessing.waitOf(ADDRESS)).isEqualTo(seconds(10));
    assertThat(guessing.waitOf("192.0.2.7:9999")).isEqualTo(seconds(10));
    assertThat(guessing.waitOf("192.0.2.8:4711")).isEmpty();

    pass(9);
    assertThat(guessing.waitOf(ADDRESS)).isEqualTo(seconds(1));
    pass(1);
    assertThat(guessing.waitOf(ADDRESS)).isEmpty();
  }

  @Test
  void waits_twice_as_long_each_time_up_to_the_longest() {
    wrong(2);
    List<Optional<Duration>> waits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      wrong(1);
      waits.add(guessing.waitOf(ADDRESS));
      pass(60);
    }

    assertThat(waits)
        .containsExactly(seconds(10), seconds(20), seconds(40), seconds(60), seconds(60));
  }

  @Test
  void waits_the_longest_however_many_it_tries() {
    wrong(1000);

    assertThat(guessing.waitOf(ADDRESS)).isEqualTo(seconds(60));
  }

  @Test
  void starts_anew_after_a_while_without_any() {
    wrong(5);
    pass(121);

    wrong(1);

    assertThat(guessing.waitOf(ADDRESS)).isEmpty();
  }

  @Test
  void counts_with_its_network_when_it_is_of_ipv6() {
    guessing.wrong("2001:db8:1:2:0:0:0:1:4711");
    guessing.wrong("2001:db8:1:2:0:0:0:2:4711");
    guessing.wrong("2001:db8:1:2:a:b:c:d:4711");

    assertThat(guessing.waitOf("2001:db8:1:2:5:6:7:8:1")).isEqualTo(seconds(10));
    assertThat(guessing.waitOf("2001:db8:1:3:5:6:7:8:1")).isEmpty();
  }

  @Test
  void is_forgotten_first_when_it_has_tried_longest_ago() {
    wrong(3);
    for (int i = 0; i < GuessingAddresses.MOST_REMEMBERED - 1; i++) {
      guessing.wrong("10.0.%d.%d:1".formatted(i / 256, i % 256));
    }
    assertThat(guessing.waitOf(ADDRESS)).isEqualTo(seconds(10));

    guessing.wrong("10.1.0.0:1");

    assertThat(guessing.waitOf(ADDRESS)).isEmpty();
  }
}
