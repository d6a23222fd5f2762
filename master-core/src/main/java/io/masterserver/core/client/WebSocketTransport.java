package io.masterserver.core.client;

import io.masterserver.core.client.Arrivals.Arrival;
import io.masterserver.core.client.Arrivals.Closed;
import io.masterserver.core.client.Arrivals.Lost;
import io.masterserver.core.client.Arrivals.Piece;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.core.wire.FrameDecoder.Decoded;
import io.masterserver.core.wire.MalformedFrame;
import io.masterserver.core.wire.WireWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Messages over the JDK's WebSocket: each is one WebSocket message, sent as binary, received as
 * binary or text, in as many fragments as the server likes.
 */
final class WebSocketTransport implements Transport {

  /** How long the JDK may take to answer the server's close frame. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private static final int NO_STATUS = 1005;
  private static final int NO_CLOSE_FRAME = 1006;

  private final WebSocket socket;
  private final Arrivals arrivals;
  private final int maxFrameLength;

  // By the reader only, but for the volatile one.
  private @Nullable Piece piece;
  private @Nullable WireWriter fragments;
  private volatile @Nullable Closed closed;

  /**
   * @param arrivals the listener of {@code socket}
   * @param maxFrameLength longest message accepted, in bytes
   */
  WebSocketTransport(WebSocket socket, Arrivals arrivals, int maxFrameLength) {
    this.socket = socket;
    this.arrivals = arrivals;
    this.maxFrameLength = maxFrameLength;
  }

  // ---- reading --------------------------------------------------------------------------------

  @Override
  public boolean await() throws IOException {
    socket.request(1);
    return switch (take()) {
      case Piece arrived -> {
        piece = arrived;
        yield true;
      }
      case Closed end -> {
        closed = end;
        yield false;
      }
      case Lost(ProtocolException broken) when broken.getCause() != null ->
          throw new MalformedFrame("not WebSocket: " + broken.getCause().getMessage());
      case Lost(Throwable why) ->
          throw new IOException(why.getMessage() == null ? why.toString() : why.getMessage(), why);
    };
  }

  private Arrival take() throws IOException {
    try {
      return arrivals.take();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public @Nullable Decoded next() {
    Piece arrived = piece;
    piece = null;
    if (arrived == null) {
      return null;
    }
    Bytes bytes = arrived.bytes();
    long length = bytes.length() + (fragments == null ? 0L : fragments.size());
    if (length > maxFrameLength) {
      throw new MalformedFrame(
          "message length: %d bytes or more (expected: at most %d)"
              .formatted(length, maxFrameLength));
    }
    if (fragments == null && arrived.last()) {
      return FrameDecoder.decode(bytes.toArray(), 0, bytes.length());
    }
    return length == 0 ? null : assembled(bytes, arrived.last());
  }

  private @Nullable Decoded assembled(Bytes bytes, boolean last) {
    WireWriter begun = fragments == null ? new WireWriter() : fragments;
    begun.writeBytes(bytes);
    fragments = last ? null : begun;
    return last ? FrameDecoder.decode(begun.toArray(), 0, begun.size()) : null;
  }

  @Override
  public String farewell() {
    String plain = "the server closed the connection";
    return switch (closed) {
      case null -> plain;
      case Closed(int code, String reason) when !reason.isBlank() ->
          "%s: %s (%d)".formatted(plain, reason, code);
      case Closed(int code, String reason)
          when code == WebSocket.NORMAL_CLOSURE || code == NO_STATUS || code == NO_CLOSE_FRAME ->
          plain;
      case Closed(int code, String reason) -> "%s (%d)".formatted(plain, code);
    };
  }

  // ---- writing --------------------------------------------------------------------------------

  /** One after another, as the JDK wants it. */
  @Override
  public void write(WireWriter frames) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(frames.toArray());
    while (left.hasRemaining()) {
      int length = left.getInt();
      await(socket.sendBinary(left.slice(left.position(), length), true));
      left.position(left.position() + length);
    }
  }

  @Override
  public void finish() throws IOException {
    await(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
  }

  private static void await(CompletableFuture<WebSocket> sent) throws IOException {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  // ---- closing --------------------------------------------------------------------------------

  @Override
  public void close() {
    if (closed == null) {
      abort();
    } else {
      Future<?> unused = Timers.after(LAST_WORDS, this::abort);
    }
  }

  private void abort() {
    socket.abort();
    arrivals.end();
  }
}
