package io.masterserver.runtime.eventloop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tries all orders in which the steps of several threads can come.
 *
 * <p>A world is made anew for each order and led to where it was by the same choices. Orders that
 * lead to the same state go on as one, so a world whose states are few may go on for ever.
 */
final class AllOrders {

  /** Threads at work; the same choices must always lead to the same state. */
  interface World {

    /** Which threads can take a step now. */
    List<Integer> ready();

    void step(int thread);

    /** All of the state: what is equal here must go on equally. */
    Object state();
  }

  private AllOrders() {}

  /** Returns a world in each state in which no thread can take another step. */
  static <W extends World> List<W> ends(Supplier<W> worlds) {
    Set<Object> seen = new HashSet<>();
    Queue<List<Integer>> open = new ArrayDeque<>();
    open.add(List.of());
    List<W> ends = new ArrayList<>();
    while (!open.isEmpty()) {
      List<Integer> choices = open.remove();
      W world = led(worlds.get(), choices);
      if (!seen.add(world.state())) {
        continue;
      }
      List<Integer> ready = world.ready();
      if (ready.isEmpty()) {
        ends.add(world);
      }
      for (int thread : ready) {
        List<Integer> next = new ArrayList<>(choices);
        next.add(thread);
        open.add(next);
      }
    }
    return ends;
  }

  private static <W extends World> W led(W world, List<Integer> choices) {
    choices.forEach(world::step);
    return world;
  }
}
