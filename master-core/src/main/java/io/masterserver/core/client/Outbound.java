package io.masterserver.core.client;

import io.masterserver.core.wire.WireWriter;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one connection that wait to be written. Senders encode straight into it; the writer
 * takes all that is there at once.
 *
 * <p>Threads: any number of senders, one writer.
 */
final class Outbound {

  /** What became of a message. */
  enum Offer {
    QUEUED,
    /** There was no room, in time. */
    FULL,
    /** The connection is gone, or about to. */
    CLOSED
  }

  /** Writes one frame. Throws if its packet cannot be expressed; nothing of it is sent then. */
  @FunctionalInterface
  interface Frame {
    void writeTo(WireWriter out);
  }

  private final int bound;
  private final int maxFrameLength;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition filled = lock.newCondition();

  private WireWriter queued = new WireWriter();
  private boolean closed;

  /**
   * @param bound bytes from which on the queue is full
   * @param maxFrameLength longest message, in bytes
   */
  Outbound(int bound, int maxFrameLength) {
    this.bound = bound;
    this.maxFrameLength = maxFrameLength;
  }

  /** Queues a frame unless half of the queue is taken: the rest is for those that must arrive. */
  Offer offer(Frame frame) {
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      return queued.size() > bound / 2 ? Offer.FULL : add(frame);
    } finally {
      lock.unlock();
    }
  }

  /** Queues a frame, and waits for room at most {@code timeout}; less if interrupted. */
  Offer put(Frame frame, Duration timeout) {
    lock.lock();
    try {
      long nanos = Timers.nanos(timeout);
      while (!closed && queued.size() >= bound) {
        if (nanos <= 0) {
          return Offer.FULL;
        }
        nanos = room.awaitNanos(nanos);
      }
      return closed ? Offer.CLOSED : add(frame);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Offer.FULL;
    } finally {
      lock.unlock();
    }
  }

  /** Queues a frame even if there is no room; for a small one at a time. */
  Offer putAnyway(Frame frame) {
    lock.lock();
    try {
      return closed ? Offer.CLOSED : add(frame);
    } finally {
      lock.unlock();
    }
  }

  private Offer add(Frame frame) {
    int start = queued.size();
    boolean whole = false;
    try {
      frame.writeTo(queued);
      int length = queued.size() - start - Integer.BYTES;
      if (length > maxFrameLength) {
        throw new IllegalArgumentException(
            "message: %d bytes (expected: at most %d, set by maxFrameLength)"
                .formatted(length, maxFrameLength));
      }
      whole = true;
    } finally {
      if (!whole) {
        queued.truncate(start);
      }
    }
    filled.signal();
    return Offer.QUEUED;
  }

  /**
   * Waits for frames and returns all of them; null when closed and empty.
   *
   * @param spare takes the frames from now on
   */
  @Nullable WireWriter take(WireWriter spare) {
    lock.lock();
    try {
      while (queued.size() == 0) {
        if (closed) {
          return null;
        }
        filled.awaitUninterruptibly();
      }
      WireWriter taken = queued;
      queued = spare;
      room.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Accepts nothing more; what is queued can still be taken. */
  void close() {
    end(false);
  }

  /** Accepts nothing more, and forgets what is queued. */
  void abort() {
    end(true);
  }

  private void end(boolean forget) {
    lock.lock();
    try {
      closed = true;
      if (forget) {
        queued.clear();
      }
      filled.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
