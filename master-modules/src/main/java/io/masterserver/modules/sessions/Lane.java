package io.masterserver.modules.sessions;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has what comes while a group is under way done together, as the next group. So the more there is
 * to do, the less each costs; and nothing waits for others to come.
 *
 * <p>Threads: any.
 *
 * @param <K> what is waiting with the same key becomes one
 * @param <T> what is to be done
 * @param <R> what comes of it
 */
final class Lane<K, T, R> {

  private static final class Waiting<T, R> {
    final CompletableFuture<R> result = new CompletableFuture<>();
    T item;
    int bytes;

    Waiting(T item, int bytes) {
      this.item = item;
      this.bytes = bytes;
    }
  }

  private final LaneLimits limits;
  private final BinaryOperator<T> merge;
  private final Function<List<T>, CompletionStage<List<R>>> work;
  private final Map<K, Waiting<T, R>> waiting = new LinkedHashMap<>();
  private long waitingBytes;
  private boolean underWay;

  /**
   * @param merge makes one of two with the same key, the older one first
   * @param work does a group; its results are in the same order
   */
  Lane(
      LaneLimits limits,
      BinaryOperator<T> merge,
      Function<List<T>, CompletionStage<List<R>>> work) {
    this.limits = limits;
    this.merge = merge;
    this.work = work;
  }

  /**
   * Has {@code item} done, with the next group. Fails with {@link StoreFull} if too much waits;
   * what waits with the same key is then done without it.
   *
   * @param bytes its size
   */
  CompletionStage<R> add(K key, T item, int bytes) {
    CompletableFuture<R> result;
    synchronized (waiting) {
      Waiting<T, R> same = waiting.get(key);
      if (isTooMuch(same, bytes)) {
        return CompletableFuture.failedFuture(full());
      }
      if (same != null) {
        same.item = merge.apply(same.item, item);
        waitingBytes += bytes - same.bytes;
        same.bytes = bytes;
        return same.result;
      }
      var fresh = new Waiting<T, R>(item, bytes);
      result = fresh.result;
      waiting.put(key, fresh);
      waitingBytes += bytes;
    }
    startNext(false);
    return result;
  }

  /**
   * @param same what waits with the same key
   */
  private boolean isTooMuch(@Nullable Waiting<T, R> same, int bytes) {
    int more = same == null ? bytes : bytes - same.bytes;
    return (same == null && waiting.size() >= limits.waiting())
        || (more > 0 && waitingBytes + more > limits.waitingBytes());
  }

  private StoreFull full() {
    return new StoreFull(
        "too much waits for the database: %d sessions, %d bytes (at most %d and %d: master.modules.sessions.max-waiting and max-waiting-bytes)"
            .formatted(waiting.size(), waitingBytes, limits.waiting(), limits.waitingBytes()));
  }

  /**
   * Begins the next group, and those after it for as long as each ends at once: by a loop, because
   * there may be more of them than a stack is deep.
   *
   * @param ended whether the group that was under way is not any more
   */
  private void startNext(boolean ended) {
    List<Waiting<T, R>> group = nextGroup(ended);
    while (!group.isEmpty() && endsAtOnce(group)) {
      group = nextGroup(true);
    }
  }

  /**
   * Does a group; returns whether it has ended. If it has not, the next one begins when it does.
   */
  private boolean endsAtOnce(List<Waiting<T, R>> group) {
    var atOnce = new AtomicBoolean(true);
    begin(group)
        .whenComplete(
            (results, failure) -> {
              if (!atOnce.getAndSet(false)) {
                startNext(true); // before those who wait are told: they may take their time
              }
              tell(group, results, failure);
            });
    return !atOnce.getAndSet(false);
  }

  private CompletionStage<List<R>> begin(List<Waiting<T, R>> group) {
    try {
      return work.apply(group.stream().map(one -> one.item).toList());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Returns nothing if a group is under way, or nobody waits. */
  private List<Waiting<T, R>> nextGroup(boolean ended) {
    List<Waiting<T, R>> group = new ArrayList<>();
    synchronized (waiting) {
      underWay &= !ended;
      if (underWay) {
        return group;
      }
      Iterator<Waiting<T, R>> oldest = waiting.values().iterator();
      while (oldest.hasNext() && group.size() < limits.group()) {
        Waiting<T, R> next = oldest.next();
        oldest.remove();
        waitingBytes -= next.bytes;
        group.add(next);
      }
      underWay = !group.isEmpty();
      return group;
    }
  }

  private static <T, R> void tell(
      List<Waiting<T, R>> group, @Nullable List<R> results, @Nullable Throwable failure) {
    for (int i = 0; i < group.size(); i++) {
      if (failure != null) {
        group.get(i).result.completeExceptionally(failure);
      } else if (results != null) {
        group.get(i).result.complete(results.get(i));
      }
    }
  }
}
