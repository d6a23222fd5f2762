package io.masterserver.testkit;

import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;

/**
 * A request that a {@link TestPeer} has sent. Threads: one, the test's.
 *
 * @param <A> what a successful response carries
 */
public final class PendingResponse<A> {

  private final TestConnection connection;
  private final Request<?, A> request;
  private final int requestId;

  PendingResponse(TestConnection connection, Request<?, A> request, int requestId) {
    this.connection = connection;
    this.request = request;
    this.requestId = requestId;
  }

  /** Waits for a successful response and returns what it carries. */
  public A expectSuccess() {
    Message response = connection.expectResponse(requestId);
    if (response.status() != Status.SUCCESS) {
      throw new AssertionError(
          "response to %s: %s '%s' (expected: SUCCESS)"
              .formatted(request, response.status(), response.data().utf8()));
    }
    return request.answer().decode(response.data());
  }

  /** Waits for a successful response that carries {@code answer}. */
  public void expect(A answer) {
    A found = expectSuccess();
    if (!answer.equals(found)) {
      throw new AssertionError(
          "response to %s: %s (expected: %s)".formatted(request, found, answer));
    }
  }

  /** Waits for a response with another status than success, and this text. */
  public void expect(Status status, String text) {
    String found = expectFailure(status);
    if (!found.equals(text)) {
      throw new AssertionError(
          "response to %s: text '%s' (expected: '%s')".formatted(request, found, text));
    }
  }

  /** Waits for a response with {@code status} and returns its text. */
  public String expectFailure(Status status) {
    Message response = connection.expectResponse(requestId);
    if (response.status() != status) {
      throw new AssertionError(
          "response to %s: %s (expected: %s)".formatted(request, response.status(), status));
    }
    return response.data().utf8();
  }
}
