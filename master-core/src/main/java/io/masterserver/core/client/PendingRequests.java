package io.masterserver.core.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The requests of one session that wait for their responses, by id. Threads: any. */
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

  /** Gives the request its id; false if too many wait already. */
  boolean add(PendingRequest<?> request) {
    if (!places.tryAcquire()) {
      return false;
    }
    request.identifiedBy(nextId());
    byId.put(request.id(), request);
    return true;
  }

  /** Returns an id that no request has, 1 or more: the others are the connection's own. */
  int nextId() {
    return lastId.updateAndGet(last -> last == Integer.MAX_VALUE ? 1 : last + 1);
  }

  /** Gives the request to the caller, who ends it; null if it has been taken, or never was. */
  @Nullable PendingRequest<?> take(int id) {
    PendingRequest<?> request = byId.remove(id);
    if (request != null) {
      places.release();
      request.taken();
    }
    return request;
  }

  /** Returns those that {@code wanted} holds for, in the order in which they were asked. */
  List<PendingRequest<?>> which(Predicate<PendingRequest<?>> wanted) {
    var found = new ArrayList<PendingRequest<?>>();
    byId.values().stream()
        .filter(wanted)
        .sorted(Comparator.comparingInt(PendingRequest::id))
        .forEach(found::add);
    return found;
  }
}
