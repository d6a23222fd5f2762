package io.masterserver.modules.auth.session;

/** What happens when somebody logs in to an account that is logged in elsewhere. */
public enum DuplicateLogIn {

  /** The old session ends, and its client is told why. */
  KICK_OLD,

  /** The new log-in is refused. */
  REFUSE,

  /** Both go on. */
  ALLOW
}
