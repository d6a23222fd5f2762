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
   * the durable properties that it has changed, its answer and the durable notifications that it
   * has sent are saved in one write, and only then does the client hear of it. What a module does
   * elsewhere, in a database of its own for example, is not in that write, and may be done twice.
   * Other messages may be lost with their node, and are never handled twice.
   *
   * <p>Needs a server that saves sessions; on any other, messages are lost with their node.
   */
  boolean isDurable();
}
