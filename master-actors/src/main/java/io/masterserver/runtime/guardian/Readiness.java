package io.masterserver.runtime.guardian;

import java.util.Map;

/**
 * Whether a node can do its work. Immutable.
 *
 * @param serving whether it takes connections: from when it listens until it is told to stop
 * @param notReady why, by the names of the modules that cannot do their work at the moment, and of
 *     {@code cluster}
 */
public record Readiness(boolean serving, Map<String, String> notReady) {

  public Readiness {
    notReady = Map.copyOf(notReady);
  }

  /** Whether the node serves, it is well in its cluster, and all its modules can do their work. */
  public boolean isReady() {
    return serving && notReady.isEmpty();
  }
}
