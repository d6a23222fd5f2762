package io.masterserver.core.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The requests of one connection that wait for their responses, by id. Threads: any. */
final class PendingRequests {

  private final Map<Integer, PendingRequest<?>> byId = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final Semaphore places;

  /**
   * @param limit how many may wait at a time
   */
  PendingRequests(int limit) {
    places = new Semaphore(limit);
  }

  /** Returns the id of the request, from 1 on; nothing if too many wait already. */
  OptionalInt add(PendingRequest<?> request) {
    if (!places.tryAcquire()) {
      return OptionalInt.empty();
    }
    int id = nextId();
    byId.put(id, request);
    return OptionalInt.of(id);
  }

  /** Returns an id that no request has. */
  int nextId() {
    return lastId.incrementAndGet();
  }

  /** Gives the request to the caller, who ends it; null if it has been taken, or never was. */
  @Nullable PendingRequest<?> take(int id) {
    PendingRequest<?> request = byId.remove(id);
    if (request != null) {
      places.release();
      request.cancelTimeout();
    }
    return request;
  }

  /** Gives all to the caller, who ends them, in the order in which they were asked. */
  List<PendingRequest<?>> takeAll() {
    var taken = new ArrayList<PendingRequest<?>>();
    for (int id : byId.keySet().stream().sorted().toList()) {
      PendingRequest<?> request = take(id);
      if (request != null) {
        taken.add(request);
      }
    }
    return taken;
  }
}
