package io.masterserver.runtime.connection;

import java.time.Duration;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.DurationConverters;

/**
 * Makes what a connection begins with the first element of its bytes, in one piece; all that comes
 * behind it passes as it is.
 *
 * <p>A head that is too long, or not there in time, is passed on as far as it has come: whoever
 * takes it sees that it does not end as it should, and can still answer. A client that goes before
 * its head is complete ends the stream without an element, and so does one that is crowded out.
 */
public final class HeadStage extends GraphStage<FlowShape<ByteString, ByteString>> {

  /** Knows where a head ends. Threads: any. */
  public interface Head {

    /** What {@link #length} returns while that cannot be known. */
    int UNKNOWN = -1;

    /**
     * Returns how many bytes the head has, more than {@code bytes} perhaps, or {@link #UNKNOWN}.
     *
     * @param bytes what has come so far, one byte or more
     * @param seen how many of them were there the last time
     */
    int length(ByteString bytes, int seen);
  }

  private final Head head;
  private final int maxBytes;
  private final Duration within;
  private final Admission.Ticket ticket;
  private final Runnable whenCrowdedOut;
  private final FlowShape<ByteString, ByteString> shape =
      FlowShape.of(Inlet.create("head.in"), Outlet.create("head.out"));

  /**
   * @param maxBytes longest head, in bytes
   * @param within how long until it must be complete
   * @param ticket of the connection; released when that has ended
   * @param whenCrowdedOut run when the connection ends because it is
   */
  public HeadStage(
      Head head, int maxBytes, Duration within, Admission.Ticket ticket, Runnable whenCrowdedOut) {
    this.head = head;
    this.maxBytes = maxBytes;
    this.within = within;
    this.ticket = ticket;
    this.whenCrowdedOut = whenCrowdedOut;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {

    private ByteString waiting = ByteString.emptyByteString();
    private boolean passed;
    private @Nullable Cancellable timer;

    Logic() {
      super(shape);
      setHandler(
          shape.in(),
          new AbstractInHandler() {
            @Override
            public void onPush() {
              received(grab(shape.in()));
            }

            @Override
            public void onUpstreamFinish() {
              if (passed && !waiting.isEmpty()) {
                emit(shape.out(), waiting);
              }
              completeStage();
            }
          });
      setHandler(
          shape.out(),
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              demanded();
            }
          });
    }

    @Override
    public void preStart() {
      AsyncCallback<NotUsed> crowdedOut = createAsyncCallback(unused -> crowdedOut());
      ticket.whenCrowdedOut(() -> crowdedOut.invoke(NotUsed.getInstance()));
      AsyncCallback<NotUsed> late = createAsyncCallback(unused -> pass(waiting.size()));
      timer =
          materializer()
              .scheduleOnce(
                  DurationConverters.toScala(within), () -> late.invoke(NotUsed.getInstance()));
    }

    @Override
    public void postStop() {
      stopTimer();
      ticket.release();
    }

    private void crowdedOut() {
      if (!passed) {
        whenCrowdedOut.run();
        completeStage();
      }
    }

    private void stopTimer() {
      if (timer != null) {
        timer.cancel();
        timer = null;
      }
    }

    private void received(ByteString bytes) {
      if (passed && isAvailable(shape.out())) {
        push(shape.out(), bytes);
        return;
      }
      int seen = waiting.size();
      waiting = waiting.concat(bytes).compact();
      if (passed) {
        return; // it was asked for before the time was up
      }
      int length = head.length(waiting, seen);
      if (length > maxBytes || (length == Head.UNKNOWN && waiting.size() >= maxBytes)) {
        pass(Math.min(maxBytes, waiting.size()));
      } else if (length != Head.UNKNOWN && length <= waiting.size()) {
        pass(length);
      } else {
        pull(shape.in());
      }
    }

    /** Makes the first bytes of those that wait the first element. */
    private void pass(int length) {
      if (passed) {
        return;
      }
      passed = true;
      stopTimer();
      ByteString first = waiting.take(length);
      waiting = waiting.drop(length);
      emit(shape.out(), first);
    }

    private void demanded() {
      if (!waiting.isEmpty() && passed) {
        ByteString rest = waiting;
        waiting = ByteString.emptyByteString();
        push(shape.out(), rest);
      } else if (!hasBeenPulled(shape.in())) {
        pull(shape.in());
      }
    }
  }
}
