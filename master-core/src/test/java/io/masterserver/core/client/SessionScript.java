package io.masterserver.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.session.ResumeSession;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.packet.session.SessionResumed;
import io.masterserver.core.packet.session.SessionTicket;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import java.util.List;

/** What a server says about sessions in tests. */
final class SessionScript {

  static final Bytes TOKEN = Bytes.ofUtf8("a token");

  private static final int WITHIN_MILLIS = 60_000;

  private SessionScript() {}

  static SessionTicket ticket(String... addresses) {
    return new SessionTicket(TOKEN, WITHIN_MILLIS, List.of(addresses));
  }

  /** Gives the client the session that it asks for. */
  static void open(TestPeer peer, SessionTicket ticket) throws Exception {
    Message request = peer.receive();
    assertThat(request.opcode()).isEqualTo(SessionOperations.OPEN.opcode());
    peer.answer(SessionOperations.OPEN, request, ticket);
  }

  /** Returns the request to resume, which is the first message. */
  static Message resume(TestPeer peer) throws Exception {
    Message request = peer.receive();
    assertThat(request.opcode()).isEqualTo(SessionOperations.RESUME.opcode());
    return request;
  }

  static ResumeSession decoded(Message resume) {
    return SessionOperations.RESUME.packet().decode(resume.data());
  }

  /** The session goes on; the server has had so many messages. */
  static void goOn(TestPeer peer, Message resume, long received) {
    peer.answer(SessionOperations.RESUME, resume, new SessionResumed(received, false, List.of()));
  }

  /** The session goes on on another node, as it was saved. */
  static void restore(TestPeer peer, Message resume, long received, Integer... unfinished) {
    peer.answer(
        SessionOperations.RESUME, resume, new SessionResumed(received, true, List.of(unfinished)));
  }
}
