package io.masterserver.core.client;

import io.masterserver.core.packet.Capabilities;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.wire.MessageCodec;

/** What a client says of itself on a new connection, before anything else. Threads: any. */
final class Greeting {

  // Ids of the greeting's requests: those of all others are 1 or more.
  static final int ANNOUNCEMENT = 0;
  static final int OPEN_SESSION = -1;

  private Greeting() {}

  /** Says what this client knows; nobody waits for the answer, which an old server has none to. */
  static void announce(Outbound outbound) {
    outbound.putAnyway(
        out ->
            MessageCodec.writeRequest(
                CoreOperations.CAPABILITIES.opcode(),
                ANNOUNCEMENT,
                CoreOperations.CAPABILITIES.packet(),
                Capabilities.ALL,
                out));
  }

  /** Asks for a session; what follows is part of it. */
  static void askForSession(Outbound outbound) {
    outbound.ask(
        out ->
            MessageCodec.writeRequest(
                SessionOperations.OPEN.opcode(),
                OPEN_SESSION,
                SessionOperations.OPEN.packet(),
                Empty.EMPTY,
                out));
  }
}
