package io.masterserver.modules.auth.service;

import io.masterserver.core.wire.Status;

/** The answer is no, and this is why. No stack trace: it is an answer, not a fault. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Status status;

  /**
   * @param text what the client is told
   */
  public Refused(Status status, String text) {
    super(text, null, false, false);
    this.status = status;
  }

  public Status status() {
    return status;
  }
}
