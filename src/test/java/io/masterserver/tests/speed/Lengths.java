package io.masterserver.tests.speed;

import java.time.Duration;

/**
 * How long it takes, and how many take part.
 *
 * @param warmUp time for the nodes to compile what they need
 * @param measured what a figure is taken from
 * @param rounds of which the median is taken, 1 or more
 * @param listeners who hear a broadcast
 * @param players who lose their node at once
 */
record Lengths(Duration warmUp, Duration measured, int rounds, int listeners, int players) {

  /** As the issue of the figures wants it. */
  static final Lengths FULL =
      new Lengths(Duration.ofSeconds(10), Duration.ofSeconds(3), 5, 10_000, 5_000);

  /** To see that all of it runs. */
  static final Lengths QUICK =
      new Lengths(Duration.ofSeconds(1), Duration.ofSeconds(1), 2, 300, 150);
}
