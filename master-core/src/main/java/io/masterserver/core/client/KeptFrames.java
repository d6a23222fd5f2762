package io.masterserver.core.client;

import io.masterserver.core.packet.session.SessionResumed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The counted messages that may have to be sent again: those that the server has not acknowledged,
 * and requests of durable operations until they are answered.
 *
 * <p>Numbered without gaps, from 1 on. Threads: one at a time.
 */
final class KeptFrames {

  /** What a frame costs besides its bytes. */
  static final int FRAME_WEIGHT = 64;

  /** A frame, and what it is for. */
  private static final class Kept {

    private final byte[] frame;
    private final Purpose purpose;

    Kept(byte[] frame, Purpose purpose) {
      this.frame = frame;
      this.purpose = purpose;
    }

    byte[] frame() {
      return frame;
    }

    Purpose purpose() {
      return purpose;
    }

    int weight() {
      return FRAME_WEIGHT + frame.length;
    }

    boolean asks(Set<Integer> ids) {
      PendingRequest<?> request = purpose.request();
      return request != null && ids.contains(request.id());
    }
  }

  private final Deque<Kept> unacknowledged = new ArrayDeque<>();

  /** Durable requests that the server has had, by id. */
  private final Map<Integer, Kept> unanswered = new LinkedHashMap<>();

  private long acknowledged;
  private long passedOn;
  private long weight;

  /** How much is kept, in bytes. */
  long weight() {
    return weight;
  }

  /** The number of the last message. */
  long last() {
    return acknowledged + unacknowledged.size();
  }

  /** The number of the last message that was given to a connection. */
  long passedOn() {
    return passedOn;
  }

  /** Gives the next number to a message that the caller sends, or does not send yet. */
  void add(byte[] frame, Purpose purpose, boolean sent) {
    add(new Kept(frame, purpose));
    if (sent) {
      passedOn = last();
    }
  }

  private void add(Kept kept) {
    unacknowledged.add(kept);
    weight += kept.weight();
    PendingRequest<?> request = kept.purpose().request();
    if (request != null) {
      request.countedAs(last());
    }
  }

  /** Gives all that is not acknowledged to the caller, who sends it. */
  void passOn(Consumer<byte[]> sender) {
    unacknowledged.forEach(kept -> sender.accept(kept.frame()));
    passedOn = last();
  }

  /**
   * The server has had the first {@code count} messages.
   *
   * @return false if they were never sent; nothing changes then
   */
  boolean acknowledge(long count) {
    if (count > passedOn) {
      return false;
    }
    while (acknowledged < count) {
      acknowledged++;
      release(unacknowledged.remove());
    }
    return true;
  }

  private void release(Kept kept) {
    PendingRequest<?> request = kept.purpose().request();
    if (kept.purpose().durable() && request != null && !request.isTaken()) {
      unanswered.put(request.id(), kept);
    } else {
      weight -= kept.weight();
    }
  }

  /** The request needs no answer any more. */
  void ended(int requestId) {
    forget(unanswered.remove(requestId));
  }

  private void forget(@Nullable Kept kept) {
    if (kept != null) {
      weight -= kept.weight();
    }
  }

  /**
   * Keeps what is to be sent again over the next connection.
   *
   * @return false if the server cannot have had so many, or has had what is gone here; nothing
   *     changes then
   */
  boolean goOnBehind(SessionResumed answer) {
    if (answer.restored()) {
      return restore(answer.received(), Set.copyOf(answer.unfinished()));
    }
    return answer.received() >= acknowledged && acknowledge(answer.received());
  }

  /**
   * Goes on counting behind {@code received}, with what for sure has not been done: what is durable
   * and lies behind it, or is among the {@code unfinished} requests, and what was never sent.
   */
  private boolean restore(long received, Set<Integer> unfinished) {
    if (received < 0 || received > passedOn) {
      return false;
    }
    var again = new ArrayList<Kept>();
    takeUnanswered(received, unfinished, again);
    takeUnacknowledged(received, unfinished, again);
    acknowledged = received;
    passedOn = received;
    again.forEach(this::add);
    return true;
  }

  private void takeUnanswered(long received, Set<Integer> unfinished, List<Kept> again) {
    for (Map.Entry<Integer, Kept> entry : List.copyOf(unanswered.entrySet())) {
      Kept kept = entry.getValue();
      PendingRequest<?> request = kept.purpose().request();
      boolean lost = request != null && request.number() > received;
      if (lost || unfinished.contains(entry.getKey())) {
        again.add(kept);
        ended(entry.getKey());
      }
    }
  }

  private void takeUnacknowledged(long received, Set<Integer> unfinished, List<Kept> again) {
    long number = acknowledged;
    while (!unacknowledged.isEmpty()) {
      Kept kept = unacknowledged.remove();
      number++;
      boolean lost = number > received || kept.asks(unfinished);
      if (number > passedOn || (lost && kept.purpose().durable())) {
        again.add(kept);
        forget(kept);
      } else {
        settle(kept, lost);
      }
    }
  }

  private void settle(Kept kept, boolean lost) {
    if (lost) {
      forget(kept);
    } else {
      release(kept);
    }
  }

  /** Forgets all, also how many there were. */
  void clear() {
    unacknowledged.clear();
    unanswered.clear();
    acknowledged = 0;
    passedOn = 0;
    weight = 0;
  }
}
