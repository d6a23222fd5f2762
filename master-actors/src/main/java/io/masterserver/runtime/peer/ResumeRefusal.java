package io.masterserver.runtime.peer;

import io.masterserver.core.wire.Status;

/** Why a session is not resumed. Their order is part of what nodes say to each other. */
public enum ResumeRefusal {
  /** There is no such session, or not any more. */
  GONE("gone", ResumeRefusal.NO_SESSION),

  /** Whoever asks does not know the secret; which is not said. */
  WRONG_SECRET("secret", ResumeRefusal.NO_SESSION),

  /** The session has been on a connection that nobody can read along; the new one is none. */
  NOT_CONFIDENTIAL(
      "confidential", "the session began over TLS (resume it over TLS, or begin a new one)"),

  /** The client counts messages that were never sent, or fewer than it has acknowledged. */
  MISCOUNTED("miscounted", "the client cannot have had that many messages"),

  /** More than may be kept was sent that the client has not had. */
  NOT_KEPT("not-kept", "what the client has not had was not kept (acknowledge sooner)"),

  /** The node of the session is not there, or has no time. */
  NO_ANSWER("no-answer", "the node of the session does not answer"),

  /** It was not the first message of its connection. */
  TOO_LATE("too-late", "a session is resumed with the first message of a connection");

  private static final String NO_SESSION = "there is no such session (it may have ended)";

  private final String label;
  private final String text;

  ResumeRefusal(String label, String text) {
    this.label = label;
    this.text = text;
  }

  /** How it is counted. */
  String label() {
    return label;
  }

  /** What the client is told: whether it may try again, too. */
  Status status() {
    return this == NO_ANSWER ? Status.TIMEOUT : Status.FAILED;
  }

  /** What the client is told. */
  String text() {
    return text;
  }
}
