package io.masterserver.tests.attack;

import java.io.IOException;
import java.util.List;

/** One way to harm the server, or the other clients. Threads: one at a time. */
public interface Attack {

  /** As on the command line: lower case, with dashes. */
  String name();

  /** What it does, for people. */
  String sentence();

  /** Whether it is made for listeners that speak TLS. */
  default boolean secure() {
    return false;
  }

  /**
   * Attacks once, and returns when the server has ended all connections that it must end; others
   * are for {@link Target#end} to close.
   *
   * @param traces to which is added what the server must count because of this
   * @throws IOException if a connection is not let in, or not answered as it should be
   */
  void attack(Target target, Traces traces) throws IOException;

  /** Forms of the warnings that it may cause in the server's log. */
  default List<Complaint> complaints() {
    return List.of();
  }
}
