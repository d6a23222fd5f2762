package io.masterserver.tests.chaos.stage;

/** A scenario cannot be played: it says nothing about the server. The message is for people. */
public final class StageFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StageFailure(String message) {
    super(message);
  }

  public StageFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
