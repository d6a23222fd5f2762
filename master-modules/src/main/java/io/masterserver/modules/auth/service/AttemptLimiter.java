package io.masterserver.modules.auth.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Counts wrong guesses by key: a few are free, each after that doubles the time until the next.
 *
 * <p>An attempt is reserved before it is checked, so that many at once do not slip through: no more
 * are being checked than could all be wrong and still free, or one. What was counted is forgotten
 * little by little, or when there are more keys than are remembered; keys that came once go first.
 * Each node counts for itself. Threads: any.
 */
final class AttemptLimiter {

  private final int free;
  private final LimitSettings limits;
  private final InstantSource clock;
  private final Cache<String, Count> counts;

  /**
   * @param free how many failures have no delay
   */
  AttemptLimiter(int free, LimitSettings limits, InstantSource clock) {
    this.free = free;
    this.limits = limits;
    this.clock = clock;
    this.counts = Caffeine.newBuilder().maximumSize(limits.keys()).build();
  }

  /** Reserves an attempt and returns zero; or reserves nothing and returns how long to wait. */
  Duration begin(String key) {
    return count(key).begin(clock.instant());
  }

  /** The attempt was wrong. */
  void failed(String key) {
    count(key).failed(clock.instant());
  }

  /** The attempt was neither right nor wrong, or is not to be counted. */
  void abandoned(String key) {
    count(key).abandoned();
  }

  /** Forgets what was counted. */
  void forgive(String key) {
    count(key).forgive();
  }

  private Count count(String key) {
    return counts.get(key, unknown -> new Count());
  }

  /** Of one key. Were it dropped while an attempt is checked, that attempt would not count. */
  private final class Count {

    private int failures;
    private int pending;
    private Instant forgivenAt = Instant.MIN;
    private Instant blockedUntil = Instant.MIN;

    synchronized Duration begin(Instant now) {
      if (now.isBefore(blockedUntil)) {
        return Duration.between(now, blockedUntil);
      }
      forgiveSome(now);
      if (pending > 0 && failures + pending >= free) {
        return limits.firstDelay();
      }
      pending++;
      return Duration.ZERO;
    }

    synchronized void failed(Instant now) {
      abandoned();
      if (failures == 0) {
        forgivenAt = now;
      }
      failures++;
      if (failures >= free) {
        blockedUntil = now.plus(delay());
      }
    }

    synchronized void abandoned() {
      pending = Math.max(0, pending - 1);
    }

    synchronized void forgive() {
      failures = 0;
      blockedUntil = Instant.MIN;
    }

    private void forgiveSome(Instant now) {
      if (failures > 0) {
        long some = Duration.between(forgivenAt, now).dividedBy(limits.forgiveEvery());
        failures = (int) Math.max(0, failures - Math.max(0, some));
        forgivenAt = forgivenAt.plus(limits.forgiveEvery().multipliedBy(Math.max(0, some)));
      }
    }

    private Duration delay() {
      int doublings = Math.min(failures - free, 30);
      Duration delay = limits.firstDelay().multipliedBy(1L << doublings);
      return delay.compareTo(limits.maxDelay()) < 0 ? delay : limits.maxDelay();
    }
  }
}
