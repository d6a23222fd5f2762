package io.masterserver.modules.auth.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.masterserver.api.TokenBucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Lets so many things happen by key, some at once, and then one whenever its time has come. Each
 * node counts for itself. Threads: any.
 */
final class RateLimit {

  private final TokenBucket bucket;
  private final InstantSource clock;
  private final Cache<String, Long> fullAtByKey;

  /**
   * @param atOnce how many may happen one right after another
   * @param interval how long until one more may
   * @param keys how many keys are remembered
   */
  RateLimit(int atOnce, Duration interval, int keys, InstantSource clock) {
    this.bucket = new TokenBucket(atOnce, interval);
    this.clock = clock;
    this.fullAtByKey = Caffeine.newBuilder().maximumSize(keys).build();
  }

  /**
   * Takes one.
   *
   * @throws Refused if it is too early
   */
  void take(String key) {
    long now = ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
    fullAtByKey
        .asMap()
        .compute(
            key,
            (same, fullAt) -> {
              long before = fullAt == null ? now : fullAt;
              long wait = bucket.waitNanos(before, now);
              if (wait > 0) {
                throw Answers.tooManyAttempts(Duration.ofNanos(wait));
              }
              return bucket.take(before, now);
            });
  }
}
