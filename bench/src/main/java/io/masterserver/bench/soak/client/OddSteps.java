package io.masterserver.bench.soak.client;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.io.IOException;

/** What is refused, and ends nothing. */
final class OddSteps {

  private static final int NOBODYS_OPCODE = 31_000;

  private OddSteps() {}

  static void unknown(Visit visit) throws IOException {
    require(visit.ask(NOBODYS_OPCODE, visit.bytes(10)), Status.NOT_HANDLED);
  }

  /** A ping has eight bytes. */
  static void unreadable(Visit visit) throws IOException {
    require(
        visit.ask(CoreOperations.PING.opcode(), visit.bytes(visit.random().nextInt(8))),
        Status.INVALID);
  }

  static void forbidden(Visit visit) throws IOException {
    Bytes anyPeer = AuthOperations.PEER_ACCOUNT.packet().encode(1);
    require(visit.ask(AuthOperations.PEER_ACCOUNT.opcode(), anyPeer), Status.UNAUTHORIZED);
  }

  private static void require(Message answer, Status status) {
    if (answer.status() != status) {
      throw new WrongAnswer(
          "opcode %d: %s '%s' (expected: %s)"
              .formatted(answer.opcode(), answer.status(), answer.data().utf8(), status));
    }
  }

  /** Dropped, but not the connection: the server lets a few pass. */
  static void malformed(Visit visit) throws IOException {
    visit.line().sendBody(body(visit));
    CoreSteps.ping(visit);
  }

  /** No message begins with these flags. */
  static byte[] body(Visit visit) {
    byte[] body = visit.bytes(7 + visit.random().nextInt(50)).toArray();
    body[0] = (byte) 0xff;
    return body;
  }
}
