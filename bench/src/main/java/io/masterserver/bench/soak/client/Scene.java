package io.masterserver.bench.soak.client;

import io.masterserver.bench.soak.line.Door;
import java.util.List;

/**
 * What all clients share.
 *
 * @param doors one or more, any of which a client may take
 * @param seed what chance begins with: the same clients do the same again
 */
public record Scene(List<Door> doors, Accounts accounts, Tally tally, long seed) {

  public Scene {
    doors = List.copyOf(doors);
  }
}
