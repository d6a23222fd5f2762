package io.masterserver.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A check of the soak")
class CheckTest {

  @ParameterizedTest(name = "{0} bytes after 1000")
  @ValueSource(longs = {950, 1000, 1050})
  @DisplayName("finds a heap flat that has changed by 5 % at most")
  void flat(long last) {
    assertThat(Check.heap(1000, last).passed()).isTrue();
  }

  @ParameterizedTest(name = "{0} bytes after 1000")
  @ValueSource(longs = {949, 1051})
  @DisplayName("finds a heap not flat that has grown or shrunk by more")
  void notFlat(long last) {
    assertThat(Check.heap(1000, last).passed()).isFalse();
  }

  @Test
  @DisplayName("says what was, what is, and what was expected")
  void text() {
    assertThat(Check.heap(2_000_000, 2_222_222).line())
        .isEqualTo("FAILED  heap: 2,000,000 bytes, then 2,222,222: +11.1 % (expected: within 5 %)");
    assertThat(Check.same("threads", 30, 31).line())
        .isEqualTo("FAILED  threads: 30, then 31 (expected: the same)");
    assertThat(Check.none("peers left behind", 0).line())
        .isEqualTo("ok      peers left behind: 0 (expected: none)");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"0, false", "1, true", "2, true", "3, false"})
  @DisplayName("lets a shard have the next one beside it, and no others")
  void shards(long count, boolean passed) {
    assertThat(Check.shards(count).passed()).isEqualTo(passed);
  }

  @Test
  @DisplayName("of threads and the like allows not one more, nor one less")
  void same() {
    assertThat(Check.same("actors", 70, 70).passed()).isTrue();
    assertThat(Check.same("actors", 70, 71).passed()).isFalse();
    assertThat(Check.same("actors", 70, 69).passed()).isFalse();
  }
}
