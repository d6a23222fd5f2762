package io.masterserver.runtime.admin;

import java.util.List;

/**
 * Whether a node should get new clients. Immutable.
 *
 * @param missing a line for each thing that keeps it from that; empty if nothing does. Anybody who
 *     reaches the admin port reads them
 */
public record Health(List<String> missing) {

  public Health {
    missing = List.copyOf(missing);
  }

  boolean isReady() {
    return missing.isEmpty();
  }
}
