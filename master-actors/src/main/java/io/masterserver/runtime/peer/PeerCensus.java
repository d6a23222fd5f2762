package io.masterserver.runtime.peer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many peers of this node have a client, or are still handling what one has sent. Threads: any.
 */
public final class PeerCensus {

  private final AtomicInteger count = new AtomicInteger();
  private final CompletableFuture<Void> none = new CompletableFuture<>();
  private volatile boolean awaited;

  void joined() {
    count.incrementAndGet();
  }

  void left() {
    count.decrementAndGet();
    check();
  }

  /** How many there are. */
  public int size() {
    return count.get();
  }

  /** Completes when no peer is left; to be asked when no more are coming. */
  public CompletionStage<Void> whenNoneAreLeft() {
    awaited = true;
    check();
    return none;
  }

  private void check() {
    if (awaited && count.get() == 0) {
      none.complete(null);
    }
  }
}
