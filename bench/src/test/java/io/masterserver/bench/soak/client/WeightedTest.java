package io.masterserver.bench.soak.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What chance picks")
class WeightedTest {

  private enum Choice implements Weighted {
    NEVER(0),
    SELDOM(1),
    OFTEN(9);

    private final int weight;

    Choice(int weight) {
      this.weight = weight;
    }

    @Override
    public int weight() {
      return weight;
    }
  }

  @Test
  @DisplayName("follows the weights, and is the same for the same seed")
  void weights() {
    Map<Choice, Long> counts = picked(7);

    assertThat(counts).doesNotContainKey(Choice.NEVER);
    assertThat(counts.get(Choice.SELDOM)).isBetween(800L, 1200L);
    assertThat(picked(7)).isEqualTo(counts);
    assertThat(picked(8)).isNotEqualTo(counts);
  }

  private static Map<Choice, Long> picked(long seed) {
    var random = new SplittableRandom(seed);
    return Stream.generate(() -> Weighted.pick(Choice.values(), random))
        .limit(10_000)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
