package io.masterserver.core.client;

import io.masterserver.core.wire.Bytes;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Hands what the JDK has received to the thread that reads.
 *
 * <p>Asks for nothing by itself: the reader does, for one piece at a time.
 */
final class Arrivals implements WebSocket.Listener {

  /** What came. */
  sealed interface Arrival {}

  /**
   * A part of a message.
   *
   * @param bytes none if it is no more than a sign of life
   * @param last whether the message ends here
   */
  record Piece(Bytes bytes, boolean last) implements Arrival {}

  /**
   * The server said good-bye, or hung up.
   *
   * @param code of RFC 6455
   */
  record Closed(int code, String reason) implements Arrival {}

  /** Nothing can come any more. */
  record Lost(Throwable why) implements Arrival {}

  private static final Piece SIGN_OF_LIFE = new Piece(Bytes.EMPTY, false);

  /** Holds the one piece that was asked for, and an end, which comes unasked. */
  private final BlockingQueue<Arrival> queue = new ArrayBlockingQueue<>(2);

  /** Waits for what was asked for, or for an end. */
  Arrival take() throws InterruptedException {
    return queue.take();
  }

  /** Whoever waits goes on. */
  void end() {
    arrived(new Lost(new IOException("closed by this client")));
  }

  @Override
  public void onOpen(WebSocket socket) {
    // The JDK's default would ask for a piece here.
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    return arrived(new Piece(Bytes.wrap(bytes), last));
  }

  /** The JDK never cuts a character into two. */
  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    return arrived(new Piece(Bytes.ofUtf8(data.toString()), last));
  }

  /** The JDK answers it. */
  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer data) {
    return arrived(SIGN_OF_LIFE);
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
    return arrived(SIGN_OF_LIFE);
  }

  /** The JDK answers it. */
  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    return arrived(new Closed(code, reason));
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    arrived(new Lost(error));
  }

  /** What finds no place comes after an end. Returns null: the JDK may have its buffer back. */
  private @Nullable CompletionStage<?> arrived(Arrival arrival) {
    boolean unused = queue.offer(arrival);
    return null;
  }
}
