package io.masterserver.runtime.registry;

import java.util.List;

/** The newest route table of this node. Threads: any reads; the registry writes. */
public final class Routes {

  private volatile RouteTable current = RouteTable.of(List.of());

  public RouteTable current() {
    return current;
  }

  void publish(RouteTable table) {
    current = table;
  }
}
