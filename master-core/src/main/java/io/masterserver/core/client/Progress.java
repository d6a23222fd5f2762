package io.masterserver.core.client;

import io.masterserver.core.packet.session.SessionResumed;

/**
 * Tells a session that gets on from one connection to the next from one whose every connection
 * breaks at the same message. Threads: one at a time.
 */
final class Progress {

  /** So many resumptions in a row may lead nowhere. */
  static final int PATIENCE = 3;

  private long sent = -1;
  private long heard = -1;
  private int fruitless;

  /**
   * Call for each resumption.
   *
   * @param heard how many messages of the server have come
   * @param passedOn how many messages were given to a connection
   * @return whether the session is stuck
   */
  boolean isStuckAt(SessionResumed answer, long heard, long passedOn) {
    boolean same = answer.received() == sent && heard == this.heard;
    fruitless = same && passedOn > sent ? fruitless + 1 : 0;
    sent = answer.received();
    this.heard = heard;
    return fruitless >= PATIENCE;
  }
}
