package io.masterserver.runtime.connection;

import io.masterserver.core.packet.GoingAway;
import io.masterserver.runtime.peer.PeerConnection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** The connections of this node that are served. Threads: any. */
public final class Connections {

  private final Set<ActorRef<PeerConnection.Command>> open = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private volatile @Nullable GoingAway goingAway;

  void add(ActorRef<PeerConnection.Command> connection) {
    open.add(connection);
    GoingAway notice = goingAway;
    if (notice != null) { // it was accepted just before the port was closed
      connection.tell(new PeerConnection.GoAway(notice));
    }
  }

  void remove(ActorRef<PeerConnection.Command> connection) {
    open.remove(connection);
    checkDrained();
  }

  /** How many there are. */
  public int size() {
    return open.size();
  }

  /** Tells every client that the server is going away; the stage is done when all have gone. */
  public CompletionStage<Void> goAway(GoingAway notice) {
    goingAway = notice;
    open.forEach(connection -> connection.tell(new PeerConnection.GoAway(notice)));
    checkDrained();
    return drained;
  }

  /** Closes those that are left. */
  public void closeAll(String reason) {
    open.forEach(connection -> connection.tell(new PeerConnection.Close(reason)));
  }

  private void checkDrained() {
    if (goingAway != null && open.isEmpty()) {
      drained.complete(null);
    }
  }
}
