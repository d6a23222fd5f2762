package io.masterserver.core.packet;

import io.masterserver.core.wire.Codec;

/**
 * Something that one side can ask of, or tell, the other: an opcode with a name and the types of
 * its packets. A constant shared by client and server, so that both are checked by the compiler.
 *
 * @param <Q> what is sent
 */
public sealed interface Operation<Q> permits Request, Notification {

  /** 0 to 31999 for games, 32000 to 65535 for the framework. */
  int opcode();

  /** Lower-case words with dashes, for logs and errors. */
  String name();

  /** The codec of what is sent. */
  Codec<Q> packet();

  /**
   * Whether a message of a session is handled once, also when the session's node dies meanwhile:
   * what came of it is saved before it is answered. Else it may be lost with its node; it is never
   * handled twice. Not used by peers yet: see docs/status.md.
   */
  boolean isDurable();
}
