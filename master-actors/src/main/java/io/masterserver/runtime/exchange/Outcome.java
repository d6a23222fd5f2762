package io.masterserver.runtime.exchange;

import io.masterserver.core.wire.Status;

/** How an exchange ended. */
public sealed interface Outcome {

  /** With an answer, to be written with the codec of the operation. */
  record Answered(Object answer) implements Outcome {

    /** Says nothing of the answer, which may be secret. */
    @Override
    public String toString() {
      return "Answered";
    }
  }

  /** Without an answer, as it should. */
  enum Done implements Outcome {
    DONE
  }

  /** By the module, with a status other than success, and what the peer is told. */
  record NotDone(Status status, String text) implements Outcome {}

  /** By a failure of the module: what it has changed does not count. */
  record Broken(String text) implements Outcome {}

  /** By the peer: nobody waits any more. */
  enum GivenUp implements Outcome {
    GIVEN_UP
  }
}
