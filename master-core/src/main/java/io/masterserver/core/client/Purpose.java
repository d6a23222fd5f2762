package io.masterserver.core.client;

import io.masterserver.core.packet.Operation;
import io.masterserver.core.packet.session.SessionOperations;
import org.jspecify.annotations.Nullable;

/**
 * What a message of the client is to its session.
 *
 * @param counted whether both sides count it, so that it is kept until the server has it
 * @param durable whether it is sent again also when the server's node has died
 * @param answers whether it is what the server has asked for
 * @param request what it asks; null if nobody answers it
 */
record Purpose(
    boolean counted, boolean durable, boolean answers, @Nullable PendingRequest<?> request) {

  /** Not part of any session: about the connection, or what may be lost. */
  static final Purpose UNCOUNTED = new Purpose(false, false, false, null);

  static Purpose telling(Operation<?> operation) {
    return new Purpose(
        SessionOperations.isCounted(operation.opcode()), operation.isDurable(), false, null);
  }

  static Purpose asking(PendingRequest<?> request) {
    return new Purpose(request.isCounted(), request.isDurable(), false, request);
  }

  /** Never durable: what the server has asked is forgotten when its node dies. */
  static Purpose answering(int opcode) {
    return new Purpose(SessionOperations.isCounted(opcode), false, true, null);
  }
}
