package io.masterserver.api;

import io.masterserver.core.wire.Status;

/**
 * One message of one peer, and its answer.
 *
 * <p>A request is complete when it is answered, now or later. A notification is complete when the
 * module has handled it, unless the module calls {@link #later()} before it returns. The next
 * message of the peer waits for that, unless the operation is {@link Registration#concurrent()}.
 *
 * <p>Exactly one answer counts: the second is ignored and logged, and so is one that comes after
 * the time-out.
 *
 * <p>Threads: any.
 *
 * @param <Q> what was asked
 * @param <A> what a successful answer carries
 */
public interface Exchange<Q, A> {

  /** Who asked. */
  ExchangePeer peer();

  /** What was asked. */
  Q request();

  /**
   * Answers with {@code Success}. If the peer wanted no answer, it gets {@code answer} as a message
   * of its own.
   */
  void respond(A answer);

  /**
   * Answers that it did not work. A peer that wanted no answer gets none.
   *
   * @param status anything but {@link Status#SUCCESS}; {@link Status#RATE_LIMITED} reaches a client
   *     that has not announced to know it as {@link Status#FAILED}
   * @param text what the peer is told
   */
  void fail(Status status, String text);

  /** Answers {@link Status#FAILED}. */
  default void fail(String text) {
    fail(Status.FAILED, text);
  }

  /**
   * Returns whether an answer would still count: not when it was answered, when the module was cut
   * off by the time-out, or when the peer has gone.
   */
  boolean isOpen();

  /** Keeps a notification open when its handler returns, until {@link #done()}. */
  void later();

  /** Completes a notification; a peer that wanted an answer all the same gets an empty success. */
  void done();
}
