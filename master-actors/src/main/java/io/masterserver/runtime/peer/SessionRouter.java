package io.masterserver.runtime.peer;

/** The way to the sessions of other nodes. Threads: any. */
@FunctionalInterface
public interface SessionRouter {

  /**
   * Asks {@code node} for a session; the answer goes to {@link Peer.FindSession#replyTo}.
   *
   * @param node an incarnation of a node
   * @return false if there is no such node in the cluster, so that nobody answers
   */
  boolean find(long node, Peer.FindSession find);
}
