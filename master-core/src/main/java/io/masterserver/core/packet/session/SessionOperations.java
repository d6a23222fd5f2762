package io.masterserver.core.packet.session;

import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;

/**
 * How a client has its session survive its connection.
 *
 * <p>Each side counts the messages that it gets within the session; see {@link #isCounted}. Over
 * the next connection each side says how many it has, and the other one sends again what is behind.
 */
public final class SessionOperations {

  /** Opcodes from here on are about the connection, not part of what travels in it. */
  private static final int FIRST_UNCOUNTED = 32200;

  private static final int LAST_UNCOUNTED = 32209;

  /**
   * Begins a session. Messages of the client count behind this request, those of the server behind
   * its answer.
   */
  public static final Request<Empty, SessionTicket> OPEN =
      Request.of(32204, "open-session", Empty.CODEC, SessionTicket.CODEC);

  /**
   * Goes on with a session; the first message of a connection. The client sends nothing else until
   * it is answered. Refused with {@code FAILED} if there is no such session any more; the
   * connection then is as good as any new one.
   */
  public static final Request<ResumeSession, SessionResumed> RESUME =
      Request.of(32205, "resume-session", ResumeSession.CODEC, SessionResumed.CODEC);

  /** How many counted messages the sender has had since the session began, in either direction. */
  public static final Notification<Long> ACKNOWLEDGE =
      Notification.of(32206, "acknowledge", Codec.LONG);

  /** The client goes for good: nobody comes back for the session. */
  public static final Notification<Empty> CLOSE =
      Notification.of(32207, "close-session", Empty.CODEC);

  private SessionOperations() {}

  /** Whether both sides count {@code message}, and keep it until it is acknowledged. */
  public static boolean isCounted(Message message) {
    return isCounted(message.opcode()) && !message.unreliable();
  }

  /** Whether messages of this opcode count, unless they are unreliable. */
  public static boolean isCounted(int opcode) {
    return opcode < FIRST_UNCOUNTED || opcode > LAST_UNCOUNTED;
  }
}
