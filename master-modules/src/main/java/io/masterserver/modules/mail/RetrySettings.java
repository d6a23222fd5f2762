package io.masterserver.modules.mail;

import java.time.Duration;

/**
 * How often, and when, to try again what has failed.
 *
 * @param first the delay after the first try; each is twice the one before it
 * @param last the longest delay
 * @param maxTries how often a mail is tried, the first time included
 */
record RetrySettings(Duration first, Duration last, int maxTries) {

  /** Returns how long to wait after {@code tries} tries, 1 or more. */
  Duration delayAfter(int tries) {
    Duration delay = first;
    for (int doubled = 1; doubled < tries && delay.compareTo(last) < 0; doubled++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(last) < 0 ? delay : last;
  }
}
