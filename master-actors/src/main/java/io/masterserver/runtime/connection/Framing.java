package io.masterserver.runtime.connection;

import io.masterserver.core.wire.MalformedFrame;
import io.masterserver.core.wire.Message;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * How messages lie in the bytes of a connection, in both directions: what the transports differ in.
 *
 * <p>State of one connection; its thread only. Use: {@link #offer} a chunk, then {@link #next}
 * until it returns null.
 */
public interface Framing {

  /** What the client's bytes hold. */
  sealed interface Incoming {}

  /** A message. */
  record Received(Message message) implements Incoming {}

  /**
   * What should be a message and is none; the next one can be read all the same.
   *
   * @param why what was found and what was expected
   */
  record Malformed(String why) implements Incoming {}

  /**
   * The client shows that it is there, without a message.
   *
   * @param answer what it gets for that; may be empty
   */
  record SignOfLife(ByteString answer) implements Incoming {}

  /**
   * The client says that it closes the connection; nothing comes behind it.
   *
   * @param answer what it gets for that; may be empty
   * @param reason for the log
   */
  record Farewell(ByteString answer, String reason) implements Incoming {}

  /** So much was read for nothing whole that others should have their turn first; there is more. */
  enum Pause implements Incoming {
    PAUSE
  }

  /** What the client is sent first of all; may be empty. */
  ByteString greeting();

  /**
   * Gives the next bytes of the client; not before {@link #next} has returned null.
   *
   * @param bytes not changed by anyone from now on
   */
  void offer(byte[] bytes, int offset, int length);

  /**
   * Returns what comes next, or null when more bytes are needed first.
   *
   * @throws MalformedFrame if the bytes cannot be read any further
   */
  @Nullable Incoming next();

  /** Whether the client has begun what it has not finished. */
  boolean isUnfinished();

  /**
   * Returns the bytes for a client.
   *
   * @param frames messages, each preceded by its length, as peers write them
   */
  ByteString encode(ByteString frames);

  /**
   * What makes a silent client show that it is there; nothing if clients have to do that by
   * themselves.
   */
  Optional<ByteString> ping();

  /**
   * Returns the last bytes for a client; may be empty.
   *
   * @param why for people
   */
  ByteString farewell(CloseCause cause, String why);

  /**
   * Whether a client answers {@link #farewell} with its own, which is waited for before the
   * connection is closed.
   */
  boolean isFarewellAnswered();
}
