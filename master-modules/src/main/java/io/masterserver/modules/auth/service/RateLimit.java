package io.masterserver.modules.auth.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Lets so many things happen by key, some at once, and then one whenever its time has come. Each
 * node counts for itself. Threads: any.
 */
final class RateLimit {

  private final Duration interval;
  private final Duration burst;
  private final InstantSource clock;
  private final Cache<String, Instant> nextByKey;

  /**
   * @param atOnce how many may happen one right after another
   * @param interval how long until one more may
   * @param keys how many keys are remembered
   */
  RateLimit(int atOnce, Duration interval, int keys, InstantSource clock) {
    this.interval = interval;
    this.burst = interval.multipliedBy(atOnce - 1);
    this.clock = clock;
    this.nextByKey = Caffeine.newBuilder().maximumSize(keys).build();
  }

  /**
   * Takes one.
   *
   * @throws Refused if it is too early
   */
  void take(String key) {
    Instant now = clock.instant();
    nextByKey
        .asMap()
        .compute(
            key,
            (same, next) -> {
              if (next == null || next.isBefore(now)) {
                return now.plus(interval);
              }
              Duration wait = Duration.between(now, next.minus(burst));
              if (wait.isPositive()) {
                throw Answers.tooManyAttempts(wait);
              }
              return next.plus(interval);
            });
  }
}
