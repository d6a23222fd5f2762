package io.masterserver.runtime.peer;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The peers of a node that wait for their clients. Threads: any.
 *
 * <p>When there are too many, the one that has waited longest ends: most clients come back within a
 * second or two, so whoever wants to harm them has to come and go faster than they do.
 */
final class DetachedPeers {

  private final int max;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<ActorRef<Peer.Command>> waiting = new LinkedHashSet<>();
  private boolean closed;

  DetachedPeers(int max) {
    this.max = max;
  }

  /** Adds a peer, if the node still keeps any. */
  boolean add(ActorRef<Peer.Command> peer) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      waiting.add(peer);
      if (waiting.size() > max) {
        Iterator<ActorRef<Peer.Command>> longest = waiting.iterator();
        longest.next().tell(new SessionMessage.EndSession("too many peers wait for their clients"));
        longest.remove();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  void remove(ActorRef<Peer.Command> peer) {
    lock.lock();
    try {
      waiting.remove(peer);
    } finally {
      lock.unlock();
    }
  }

  /** Ends all of them, and takes no more. */
  void close(String reason) {
    List<ActorRef<Peer.Command>> all;
    lock.lock();
    try {
      closed = true;
      all = List.copyOf(waiting);
    } finally {
      lock.unlock();
    }
    all.forEach(peer -> peer.tell(new SessionMessage.EndSession(reason)));
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}
