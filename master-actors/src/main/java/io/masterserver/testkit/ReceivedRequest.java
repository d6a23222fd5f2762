package io.masterserver.testkit;

import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;

/**
 * A request of the server to a {@link TestPeer}. Threads: one, the test's.
 *
 * @param <Q> what is asked
 * @param <A> what a successful response carries
 */
public final class ReceivedRequest<Q, A> {

  private final TestPeer peer;
  private final Request<Q, A> request;
  private final Message message;

  ReceivedRequest(TestPeer peer, Request<Q, A> request, Message message) {
    this.peer = peer;
    this.request = request;
    this.message = message;
  }

  /** What the server asks. */
  public Q packet() {
    return request.packet().decode(message.data());
  }

  /** Answers with success. */
  public void respond(A answer) {
    respond(Status.SUCCESS, request.answer().encode(answer));
  }

  /** Answers with another status than success. */
  public void fail(Status status, String text) {
    respond(status, Bytes.ofUtf8(text));
  }

  private void respond(Status status, Bytes data) {
    peer.send(Message.response(request.opcode(), data, message.requestId(), status));
  }
}
