package io.masterserver.runtime.registry;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The routes by opcode. Immutable. */
public final class RouteTable {

  private static final int PAGE_BITS = 8;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;

  /** Opcodes come in clusters, so most pages do not exist. */
  private final Route[] @Nullable [] pages;

  private RouteTable(Route[] @Nullable [] pages) {
    this.pages = pages;
  }

  static RouteTable of(Collection<Route> routes) {
    Route[] @Nullable [] pages = new Route[1 << (Character.SIZE - PAGE_BITS)][];
    for (Route route : routes) {
      int page = route.opcode() >> PAGE_BITS;
      if (pages[page] == null) {
        pages[page] = new Route[PAGE_SIZE];
      }
      pages[page][route.opcode() & (PAGE_SIZE - 1)] = route;
    }
    return new RouteTable(pages);
  }

  /** Returns the names of all operations that are handled. */
  public Set<String> operations() {
    return Arrays.stream(pages)
        .filter(Objects::nonNull)
        .flatMap(Arrays::stream)
        .filter(Objects::nonNull)
        .map(Route::operationName)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns the route of {@code opcode}, or null if no module handles it.
   *
   * @param opcode 0 to 65535
   */
  public @Nullable Route find(int opcode) {
    Route[] page = pages[opcode >> PAGE_BITS];
    return page == null ? null : page[opcode & (PAGE_SIZE - 1)];
  }
}
