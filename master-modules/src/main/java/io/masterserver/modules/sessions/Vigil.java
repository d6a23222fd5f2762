package io.masterserver.modules.sessions;

import java.time.Duration;

/**
 * Whether this node has looked on for so long that a node that has not said that it lives is dead.
 * After a time in which the database was away, or everything stood still, all nodes seem dead until
 * they have had the time to say something.
 *
 * <p>Threads: one at a time.
 */
final class Vigil {

  private final Duration longestGap;
  private final Duration needed;
  private long since;
  private long lastLook;
  private boolean begun;

  /**
   * @param longestGap between two looks without which it begins anew
   * @param needed how long it must have lasted
   */
  Vigil(Duration longestGap, Duration needed) {
    this.longestGap = longestGap;
    this.needed = needed;
  }

  /**
   * Returns whether it has lasted long enough.
   *
   * @param millis the database's clock, which has just answered
   */
  boolean look(long millis) {
    if (!begun || millis < lastLook || millis - lastLook > longestGap.toMillis()) {
      begun = true;
      since = millis;
    }
    lastLook = millis;
    return millis - since >= needed.toMillis();
  }
}
