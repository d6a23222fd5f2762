package io.masterserver.core.client;

import io.masterserver.core.wire.FrameDecoder.Decoded;
import io.masterserver.core.wire.WireWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Moves messages between the client and one server, and knows nothing of what they mean.
 *
 * <p>Threads: one reads, one writes, any closes.
 */
interface Transport {

  /**
   * Waits for bytes of the server; then ask {@link #next} until it returns null. Nothing is read
   * ahead of that.
   *
   * @return false when the server has closed the connection; {@link #farewell} says how
   * @throws IOException if the connection is lost
   * @throws io.masterserver.core.wire.MalformedFrame if what the server sends cannot be read any
   *     further
   */
  boolean await() throws IOException;

  /**
   * Returns the next message that is there as a whole, or null when there is none.
   *
   * @throws io.masterserver.core.wire.MalformedFrame if what the server sends cannot be read any
   *     further
   */
  @Nullable Decoded next();

  /** Says how the server closed the connection, for people. */
  String farewell();

  /**
   * Writes messages; waits until they are on their way.
   *
   * @param frames messages, each with its length in front
   * @throws IOException if the connection is lost, or closed
   */
  void write(WireWriter frames) throws IOException;

  /**
   * Tells the server that nothing more will be written.
   *
   * @throws IOException if the connection is lost, or closed
   */
  void finish() throws IOException;

  /** Ends it all, without waiting: who waits here goes on. May be called more than once. */
  void close();
}
