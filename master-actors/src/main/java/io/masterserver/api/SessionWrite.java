package io.masterserver.api;

/** What became of a write to the {@link SessionStore}. */
public enum SessionWrite {

  /** Written, and there for whoever takes the session over. */
  DONE,

  /**
   * Not written: the session is another incarnation's by now, or is gone. Whoever asked must not
   * answer for it, nor write for it any more.
   */
  FENCED
}
