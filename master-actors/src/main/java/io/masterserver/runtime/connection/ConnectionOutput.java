package io.masterserver.runtime.connection;

import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.runtime.connection.ConnectionTimers.Timer;
import java.util.Objects;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The half of a connection that writes, and sees to it that the client reads.
 *
 * <p>Whether a client is too slow is judged by what it takes, not by what waits for it: many
 * answers may come at once, however well it reads. While more than the mark waits, a write must
 * leave within the time-out for slow consumers, or the client is cut off. What waits is bounded all
 * the same: by the answers to the messages that were handed on before the mark was reached, and by
 * the limit for what the client has not asked for.
 */
abstract class ConnectionOutput extends GraphStageLogic {

  final Outlet<ByteString> out;
  final ConnectionStage.Shared shared;
  final ConnectionSettings settings;
  final OutboundBuffer outbound = new OutboundBuffer();
  private @Nullable ConnectionTimers timers;

  /**
   * The connection ends when what is buffered has been written, and unfinished messages do not
   * count.
   */
  boolean closing;

  private int writes;
  private int writesAtTimer;

  ConnectionOutput(FlowShape<ByteString, ByteString> shape, ConnectionStage.Shared shared) {
    super(shape);
    this.out = shape.out();
    this.shared = shared;
    this.settings = shared.settings();
  }

  /** Ends at once: the client does not take what it is sent anyway. */
  abstract void abort(CloseCause cause, String why);

  final void setTimers(ConnectionTimers timers) {
    this.timers = timers;
  }

  final ConnectionTimers timers() {
    return Objects.requireNonNull(timers);
  }

  final void write(ByteString frames, DeliveryMethod delivery, boolean answers) {
    if (isAvailable(out) && outbound.isEmpty() && frames.size() <= OutboundBuffer.LARGEST_WRITE) {
      push(out, frames);
      return;
    }
    if (delivery == DeliveryMethod.UNRELIABLE && isOverMark()) {
      shared.metrics().shedMessages().increment();
      return;
    }
    if (isAvailable(out)) { // for this client nothing is waiting: it may be as large as it is
      outbound.addAnswers(frames);
      pushNext();
    } else if (answers) {
      outbound.addAnswers(frames);
    } else {
      outbound.addUnasked(frames);
    }
    checkConsumer();
  }

  final void pushNext() {
    push(out, outbound.take());
    writes++;
  }

  final boolean isOverMark() {
    return outbound.size() >= settings.outboundMarkBytes();
  }

  private void checkConsumer() {
    if (closing) {
      return;
    }
    if (outbound.unasked() > settings.maxOutboundBytes()) {
      abort(
          CloseCause.SLOW_CONSUMER,
          outbound.size() + " bytes are waiting for it, most of them not asked for");
    } else if (!timers().isRunning(Timer.SLOW_CONSUMER) && isOverMark()) {
      watchConsumer();
    }
  }

  /** One timer, looked at again when it fires: writes are far more frequent than time-outs. */
  private void watchConsumer() {
    writesAtTimer = writes;
    timers().start(Timer.SLOW_CONSUMER, settings.slowConsumerTimeout());
  }

  final void onSlowConsumer() {
    if (!isOverMark()) {
      return;
    }
    if (writes == writesAtTimer) {
      abort(
          CloseCause.SLOW_CONSUMER,
          "%d bytes have been waiting for it for %s"
              .formatted(outbound.size(), settings.slowConsumerTimeout()));
    } else {
      watchConsumer();
    }
  }
}
