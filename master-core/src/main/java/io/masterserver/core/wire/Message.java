package io.masterserver.core.wire;

/**
 * One message as it travels: an opcode, a payload, and what it has to do with a request.
 *
 * @param opcode 0 to 65535
 * @param data the payload; a view of the frame it was read from
 * @param expectsResponse whether the sender waits for a response
 * @param requestId the sender's id of this request; any value, 0 unless {@code expectsResponse}
 * @param isResponse whether this answers an earlier request
 * @param responseId the id of the request that this answers; 0 unless {@code isResponse}
 * @param status how that request ended; {@link Status#DEFAULT} unless {@code isResponse}
 * @param unreliable whether it may be lost: it is not part of what a session brings again
 * @see MessageCodec
 */
public record Message(
    int opcode,
    Bytes data,
    boolean expectsResponse,
    int requestId,
    boolean isResponse,
    int responseId,
    Status status,
    boolean unreliable) {

  /** A message that is not to be lost. */
  public Message(
      int opcode,
      Bytes data,
      boolean expectsResponse,
      int requestId,
      boolean isResponse,
      int responseId,
      Status status) {
    this(opcode, data, expectsResponse, requestId, isResponse, responseId, status, false);
  }

  /** A message that nobody answers. */
  public static Message notification(int opcode, Bytes data) {
    return new Message(opcode, data, false, 0, false, 0, Status.DEFAULT);
  }

  /** A message that waits for a response. */
  public static Message request(int opcode, Bytes data, int requestId) {
    return new Message(opcode, data, true, requestId, false, 0, Status.DEFAULT);
  }

  /** The response to the request {@code responseId}. */
  public static Message response(int opcode, Bytes data, int responseId, Status status) {
    return new Message(opcode, data, false, 0, true, responseId, status);
  }
}
