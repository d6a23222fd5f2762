package io.masterserver.runtime.connection;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The connections that have not come to the point yet, by the networks that they come from:
 * bounded, because anybody can open them and leave it at that. Threads: any.
 *
 * @param <T> what stands for a connection
 */
final class Handshakes<T> {

  private final int max;
  private final Map<String, SequencedSet<T>> byNetwork = new HashMap<>();
  private int size;

  /**
   * @param max how many there may be, 1 or more
   */
  Handshakes(int max) {
    this.max = max;
  }

  /**
   * Adds a connection. If that is one too many, returns the one that has to give way, which is no
   * more among them: the oldest of the network that has most.
   */
  synchronized Optional<T> begin(T connection, String network) {
    byNetwork.computeIfAbsent(network, first -> new LinkedHashSet<>()).add(connection);
    size++;
    return size > max ? Optional.of(removeOldestOfMost()) : Optional.empty();
  }

  /** It has come to the point, or ended. Does nothing if it is not among them. */
  synchronized void end(T connection, String network) {
    SequencedSet<T> waiting = byNetwork.get(network);
    if (waiting != null && waiting.remove(connection)) {
      removed(network, waiting);
    }
  }

  private T removeOldestOfMost() {
    var most =
        byNetwork.entrySet().stream()
            .max(Comparator.comparingInt(entry -> entry.getValue().size()))
            .orElseThrow();
    T oldest = most.getValue().removeFirst();
    removed(most.getKey(), most.getValue());
    return oldest;
  }

  private void removed(String network, SequencedSet<T> waiting) {
    size--;
    if (waiting.isEmpty()) {
      byNetwork.remove(network);
    }
  }
}
