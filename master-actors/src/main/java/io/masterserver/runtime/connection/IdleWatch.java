package io.masterserver.runtime.connection;

/**
 * Judges from time to time whether a client is still there. State of one connection; its thread
 * only.
 *
 * <p>A client that can be asked shows that it is there by any message or answer, and may not leave
 * a message unfinished from one look to the one after the next. Of any other, nothing but complete
 * messages counts.
 */
final class IdleWatch {

  /** What a look comes to. */
  enum Verdict {
    /** It has shown that it is there. */
    THERE,
    /** It has shown nothing since the last look: ask it. */
    ASK,
    /** It has shown nothing, and was asked if it can be. */
    GONE,
    /** It is there, but does not finish the message that it has begun. */
    STUCK
  }

  private final boolean asks;
  private boolean heard;
  private boolean messageEnded;
  private boolean unfinishedAtLook;
  private boolean asked;

  /**
   * @param asks whether a silent client can be asked
   */
  IdleWatch(boolean asks) {
    this.asks = asks;
  }

  /** A message is complete. */
  void message() {
    heard = true;
    messageEnded = true;
  }

  /** The client has shown that it is there, without a message. */
  void sign() {
    heard = true;
  }

  /**
   * Looks at what has come since the last look.
   *
   * @param busy whether the silence is the server's doing: it owes answers, or does not read
   * @param unfinished whether the client has begun a message
   */
  Verdict look(boolean busy, boolean unfinished) {
    boolean stuck = asks && !busy && unfinished && unfinishedAtLook && !messageEnded;
    boolean there = heard || busy;
    heard = false;
    messageEnded = false;
    unfinishedAtLook = unfinished && !busy;
    if (stuck) {
      return Verdict.STUCK;
    }
    if (there) {
      asked = false;
      return Verdict.THERE;
    }
    if (asks && !asked) {
      asked = true;
      return Verdict.ASK;
    }
    return Verdict.GONE;
  }
}
