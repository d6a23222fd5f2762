package io.masterserver.tests.chaos;

import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.LogInResult;

/**
 * What one client of a pair saw.
 *
 * @param loggedIn whether it was logged in at the end
 * @param told why it was disconnected; empty if it was not
 */
record LogInSide(Response<LogInResult> answer, boolean loggedIn, String told) {

  /** Whether a client without a session knows why. */
  boolean wasTold() {
    return answer.isSuccess() ? !told.isEmpty() : !answer.text().isEmpty();
  }

  @Override
  public String toString() {
    return "%s%s, %s%s"
        .formatted(
            answer.status(),
            answer.text().isEmpty() ? "" : " '" + answer.text() + "'",
            loggedIn ? "logged in" : "not logged in",
            told.isEmpty() ? "" : ", told '" + told + "'");
  }
}
