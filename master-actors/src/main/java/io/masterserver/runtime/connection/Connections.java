package io.masterserver.runtime.connection;

import io.masterserver.core.packet.GoingAway;
import io.masterserver.runtime.peer.PeerConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** The connections of this node that are served. Threads: any. */
public final class Connections {

  /** The longest pause between two clients that are told to go. */
  private static final long LONGEST_STEP_NANOS = Duration.ofMillis(10).toNanos();

  /** With the transport that each came by. */
  private final Map<ActorRef<PeerConnection.Command>, String> open = new ConcurrentHashMap<>();

  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private volatile @Nullable Function<String, GoingAway> goingAway;

  void add(ActorRef<PeerConnection.Command> connection, String transport) {
    open.put(connection, transport);
    Function<String, GoingAway> notice = goingAway;
    if (notice != null) { // it was accepted just before the port was closed
      connection.tell(new PeerConnection.GoAway(notice.apply(transport)));
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

  /**
   * Tells every client that the server is going away; the stage is done when all have gone.
   *
   * @param notice what a client is told that came by a transport
   * @param spread over how long they are told, one after another; less if they are few
   */
  public CompletionStage<Void> goAway(Function<String, GoingAway> notice, Duration spread) {
    goingAway = notice;
    var all = Map.copyOf(open);
    long step = Math.min(spread.toNanos() / Math.max(1, all.size()), LONGEST_STEP_NANOS);
    long delay = 0;
    for (var one : all.entrySet()) {
      tell(one.getKey(), notice, one.getValue(), delay);
      delay += step;
    }
    checkDrained();
    return drained;
  }

  private static void tell(
      ActorRef<PeerConnection.Command> connection,
      Function<String, GoingAway> notice,
      String transport,
      long delayNanos) {
    if (delayNanos == 0) {
      connection.tell(new PeerConnection.GoAway(notice.apply(transport)));
    } else {
      CompletableFuture.delayedExecutor(delayNanos, TimeUnit.NANOSECONDS)
          .execute(() -> tell(connection, notice, transport, 0));
    }
  }

  /** Closes those that are left. */
  public void closeAll(String reason) {
    open.keySet().forEach(connection -> connection.tell(new PeerConnection.Close(reason)));
  }

  private void checkDrained() {
    if (goingAway != null && open.isEmpty()) {
      drained.complete(null);
    }
  }
}
