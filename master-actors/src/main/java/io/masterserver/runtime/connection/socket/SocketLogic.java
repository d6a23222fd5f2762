package io.masterserver.runtime.connection.socket;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SubscriptionWithCancelException;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.DurationConverters;

/**
 * What a socket does in a stream.
 *
 * <p>The loop calls when the socket is ready and at the end of a turn; the stream calls when it
 * runs. Both are on the same thread, so they share what is here; but only the stream may use its
 * ports, so the loop tells it by {@link #inStream}.
 */
final class SocketLogic extends GraphStageLogic {

  /** Until so much waits, more is asked for: a turn's answers leave in one write. */
  private static final int MOST_WAITING = 64 * 1024;

  private final Inlet<ByteString> in;
  private final Outlet<ByteString> out;
  private final LoopSocket socket;
  private final Duration closeTimeout;
  private final AsyncCallback<Runnable> inStream = createAsyncCallback(Runnable::run);
  private final Runnable onReady = this::onReady;
  private final Runnable flush = this::flush;

  /** What the socket is ready for; 0 when the stream has seen to it. */
  private int ready;

  /** What was read before it was asked for. */
  private @Nullable ByteString ahead;

  private boolean flushing;
  private boolean finishing;
  private @Nullable Cancellable closeTimer;

  SocketLogic(FlowShape<ByteString, ByteString> shape, LoopSocket socket, Duration closeTimeout) {
    super(shape);
    this.in = shape.in();
    this.out = shape.out();
    this.socket = socket;
    this.closeTimeout = closeTimeout;
    setHandler(in, new Sending());
    setHandler(out, new Reading());
  }

  @Override
  public void preStart() throws IOException {
    setKeepGoing(true); // until the last bytes have left
    socket.watch(this::ready);
    socket.want(SelectionKey.OP_READ);
    pull(in);
  }

  @Override
  public void postStop() {
    if (closeTimer != null) {
      closeTimer.cancel();
    }
    socket.close();
  }

  private final class Sending extends AbstractInHandler {
    @Override
    public void onPush() {
      socket.output().add(grab(in));
      flushAtEndOfTurn();
      pullIfRoom();
    }

    @Override
    public void onUpstreamFinish() {
      finish();
    }

    @Override
    public void onUpstreamFailure(Throwable failure) {
      fail(failure);
    }
  }

  private final class Reading extends AbstractOutHandler {
    @Override
    public void onPull() {
      ByteString bytes = ahead;
      if (bytes != null) {
        ahead = null;
        push(out, bytes);
      }
      socket.want(SelectionKey.OP_READ);
    }

    @Override
    public void onDownstreamFinish(Throwable cause) {
      if (cause instanceof SubscriptionWithCancelException.NonFailureCancellation) {
        socket.doNotWant(SelectionKey.OP_READ);
        finish();
      } else {
        fail(cause);
      }
    }
  }

  // ---- called by the loop --------------------------------------------------------------------

  private void ready(int operations) {
    boolean told = ready != 0;
    ready |= operations;
    if (!told) {
      inStream.invoke(onReady);
    }
  }

  /** What was sent in this turn leaves. */
  private void flush() {
    flushing = false;
    try {
      boolean all = socket.write();
      if (finishing || (all && !isClosed(in) && !hasBeenPulled(in))) {
        inStream.invoke(this::written);
      }
    } catch (IOException e) {
      inStream.invoke(() -> fail(e));
    }
  }

  // ---- in the stream -------------------------------------------------------------------------

  private void onReady() {
    int operations = ready;
    ready = 0;
    try {
      if ((operations & SelectionKey.OP_READ) != 0) {
        read();
      }
      if ((operations & SelectionKey.OP_WRITE) != 0) {
        socket.write();
        written();
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void read() throws IOException {
    if (ahead != null) { // only now, because most often it is asked for by now
      socket.doNotWant(SelectionKey.OP_READ);
      return;
    }
    ByteString bytes = socket.read();
    if (bytes == null) {
      socket.doNotWant(SelectionKey.OP_READ);
      complete(out);
    } else if (bytes.isEmpty()) {
      return;
    } else if (isAvailable(out)) {
      push(out, bytes);
    } else {
      ahead = bytes;
    }
  }

  private void flushAtEndOfTurn() {
    if (!flushing && !socket.isBlocked()) {
      flushing = true;
      socket.loop().atEndOfTurn(flush);
    }
  }

  private void pullIfRoom() {
    if (!isClosed(in)
        && !hasBeenPulled(in)
        && !socket.isBlocked()
        && socket.output().size() < MOST_WAITING) {
      pull(in);
    }
  }

  private void written() {
    if (!finishing) {
      pullIfRoom();
    } else if (socket.output().isEmpty()) {
      completeStage();
    } else if (closeTimer == null) {
      closeTimer =
          materializer().scheduleOnce(DurationConverters.toScala(closeTimeout), this::late);
    }
  }

  /** Closes when all has left that was sent until the end of this turn. */
  private void finish() {
    finishing = true;
    if (socket.isBlocked()) {
      written();
    } else {
      flushAtEndOfTurn();
    }
  }

  private void late() {
    inStream.invoke(
        () -> fail(new TimeoutException("the last bytes have not left within " + closeTimeout)));
  }

  private void fail(Throwable failure) {
    socket.reset();
    failStage(failure);
  }
}
