package io.masterserver.core.client;

import io.masterserver.core.packet.session.SessionResumed;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.WireWriter;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends: the frames that wait to be written to the connection, and, within a session,
 * those that may have to be sent again over the next one. Senders encode straight into it; the
 * writer takes all that is there at once.
 *
 * <pre>{@code
 * attach ─▶ [ask ─▶ open] ─▶ lost ─▶ attachAgain ─▶ sendKept ─▶ lost ─▶ … close, or abort
 * }</pre>
 *
 * <p>Threads: any number of senders, one writer per connection.
 */
final class Outbound {

  /** What became of a message. */
  enum Offer {
    QUEUED,
    /** There was no room, in time. */
    FULL,
    /** There is nothing that carries it, or not for long. */
    CLOSED
  }

  /** Writes one frame. Throws if its packet cannot be expressed; nothing of it is sent then. */
  @FunctionalInterface
  interface Frame {
    void writeTo(WireWriter out);
  }

  private enum Session {
    NONE,
    ASKED_FOR,
    OPEN
  }

  /** A server acknowledges after 64 KiB; whoever keeps less than twice that may wait for ever. */
  static final int LEAST_KEPT_BYTES = 128 << 10;

  private final int bound;
  private final int maxFrameLength;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition filled = lock.newCondition();

  private final KeptFrames kept = new KeptFrames();
  private WireWriter queued = new WireWriter();
  private int line;
  private boolean holding;
  private boolean leaving; // holding, over a connection on which the server counts nothing more

  // Written under the lock, too, but read without.
  private volatile Session session = Session.NONE;
  private volatile boolean attached;
  private volatile boolean closed;

  /**
   * @param bound bytes from which on the queue is full
   * @param maxFrameLength longest message, in bytes
   */
  Outbound(int bound, int maxFrameLength) {
    this.bound = bound;
    this.maxFrameLength = maxFrameLength;
  }

  // ---- sending --------------------------------------------------------------------------------

  /**
   * Queues a frame that is not counted unless half of the queue is taken: the rest is for those
   * that must arrive.
   */
  Offer offer(Frame frame) {
    lock.lock();
    try {
      return attached && queued.size() > bound / 2 ? Offer.FULL : add(frame, Purpose.UNCOUNTED);
    } finally {
      lock.unlock();
    }
  }

  /** Queues a frame, and waits for room at most {@code timeout}; less if interrupted. */
  Offer put(Frame frame, Purpose purpose, Duration timeout) {
    lock.lock();
    try {
      long nanos = Timers.nanos(timeout);
      while (!closed && isFull()) {
        if (nanos <= 0) {
          return Offer.FULL;
        }
        nanos = room.awaitNanos(nanos);
      }
      return add(frame, purpose);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Offer.FULL;
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull() {
    return queued.size() >= bound || kept.weight() >= Math.max(bound, LEAST_KEPT_BYTES);
  }

  /** Queues a frame that is not counted even if there is no room; for a small one at a time. */
  Offer putAnyway(Frame frame) {
    lock.lock();
    try {
      return add(frame, Purpose.UNCOUNTED);
    } finally {
      lock.unlock();
    }
  }

  private Offer add(Frame frame, Purpose purpose) {
    boolean keep = session != Session.NONE && purpose.counted();
    boolean held = keep && holding;
    boolean send = attached && (!held || (leaving && purpose.answers()));
    if (closed || !(keep || send)) {
      return Offer.CLOSED;
    }
    WireWriter out = send ? queued : new WireWriter();
    int start = out.size();
    write(frame, out);
    if (keep) {
      kept.add(out.toArray(start), purpose, send && !held);
    }
    filled.signalAll();
    return Offer.QUEUED;
  }

  private void write(Frame frame, WireWriter out) {
    int start = out.size();
    boolean whole = false;
    try {
      frame.writeTo(out);
      int length = out.size() - start - Integer.BYTES;
      if (length > maxFrameLength) {
        throw new IllegalArgumentException(
            "message: %d bytes (expected: at most %d, set by maxFrameLength)"
                .formatted(length, maxFrameLength));
      }
      whole = true;
    } finally {
      if (!whole) {
        out.truncate(start);
      }
    }
  }

  // ---- the session ----------------------------------------------------------------------------

  /** Queues what asks for a session; what is counted is kept from here on. */
  void ask(Frame frame) {
    lock.lock();
    try {
      if (add(frame, Purpose.UNCOUNTED) == Offer.QUEUED) {
        session = Session.ASKED_FOR;
      }
    } finally {
      lock.unlock();
    }
  }

  /** The session that was asked for is there; false if nobody waits for it any more. */
  boolean open() {
    lock.lock();
    try {
      if (session != Session.ASKED_FOR || closed) {
        return false;
      }
      session = Session.OPEN;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** There will be no session; nothing is kept. Does nothing if it is open. */
  void doWithout() {
    lock.lock();
    try {
      if (session == Session.ASKED_FOR) {
        session = Session.NONE;
        kept.clear();
        room.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isOpen() {
    return session == Session.OPEN && !closed;
  }

  /** Whether a session is open or asked for: then messages that may be lost have to say so. */
  boolean isCounting() {
    return session != Session.NONE;
  }

  /** The server has had so many; false if they were never sent. Without a session it is no news. */
  boolean acknowledge(long count) {
    lock.lock();
    try {
      boolean possible = !isOpen() || kept.acknowledge(count);
      room.signalAll();
      return possible;
    } finally {
      lock.unlock();
    }
  }

  /** The number of the last counted message that was given to a connection. */
  long passedOn() {
    lock.lock();
    try {
      return kept.passedOn();
    } finally {
      lock.unlock();
    }
  }

  /** A durable request needs no answer any more. */
  void ended(int requestId) {
    lock.lock();
    try {
      kept.ended(requestId);
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Keeps what is counted for the next connection, from now on. Responses go out over this one,
   * too: the server may wait for them before it lets go, and ignores the second one.
   *
   * @return the number of the last message that was given to a connection
   */
  long hold() {
    lock.lock();
    try {
      holding = true;
      leaving = true;
      return kept.passedOn();
    } finally {
      lock.unlock();
    }
  }

  // ---- connections ----------------------------------------------------------------------------

  /** The first connection is there. Returns its line, for {@link #take} and {@link #lost}. */
  int attach() {
    lock.lock();
    try {
      return newLine();
    } finally {
      lock.unlock();
    }
  }

  private int newLine() {
    attached = !closed;
    leaving = false;
    return ++line;
  }

  /**
   * Another connection is there; what is counted waits for {@link #sendKept}.
   *
   * @return its line; 0 if what the server has had cannot be
   */
  int attachAgain(SessionResumed answer) {
    lock.lock();
    try {
      if (!kept.goOnBehind(answer)) {
        return 0;
      }
      room.signalAll();
      holding = true;
      return newLine();
    } finally {
      lock.unlock();
    }
  }

  /** Queues all that the server has not had. */
  void sendKept() {
    lock.lock();
    try {
      kept.passOn(frame -> queued.writeBytes(Bytes.wrap(frame)));
      holding = false;
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for frames and returns all of them; null when closed and empty, or when that connection
   * is lost.
   *
   * @param spare takes the frames from now on
   */
  @Nullable WireWriter take(int from, WireWriter spare) {
    lock.lock();
    try {
      while (from == line && queued.size() == 0) {
        if (closed) {
          return null;
        }
        filled.awaitUninterruptibly();
      }
      if (from != line) {
        return null;
      }
      WireWriter taken = queued;
      queued = spare;
      room.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  boolean isAttached() {
    return attached;
  }

  /** That connection is gone. If a session is open, it is waited for the next one; else it ends. */
  void lost(int gone) {
    lock.lock();
    try {
      if (gone != line) {
        return;
      }
      if (session != Session.OPEN) {
        closed = true;
      }
      line++;
      attached = false;
      queued.clear();
      filled.signalAll();
      room.signalAll();
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
      attached = false;
      kept.clear();
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
