package io.masterserver.runtime.guardian;

import io.masterserver.runtime.module.ModuleHost;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** A module whose actors were started. State of the guardian; its thread only. */
final class RunningModule {

  private final List<ActorRef<Object>> actors;
  private final long startedNanos = System.nanoTime();
  private long readyMillis = -1;
  private int alive;
  private boolean stopping;

  /** Why it was not ready when it last said so before it was. */
  @Nullable String waitingFor;

  RunningModule(List<ActorRef<Object>> actors) {
    this.actors = actors;
    this.alive = actors.size();
  }

  void becameReady() {
    readyMillis = (System.nanoTime() - startedNanos) / 1_000_000;
  }

  boolean isReady() {
    return readyMillis >= 0;
  }

  /** How long it took to become ready; negative until then. */
  long readyMillis() {
    return readyMillis;
  }

  /** Lets it end behind what is in its mailboxes. */
  void stop() {
    if (!stopping) {
      stopping = true;
      actors.forEach(actor -> actor.tell(ModuleHost.Stop.STOP));
    }
  }

  /** One of its actors has ended; the others do not go on without it. Returns whether all have. */
  boolean oneEnded() {
    alive--;
    if (alive > 0) {
      stop();
    }
    return alive == 0;
  }

  List<ActorRef<Object>> actors() {
    return actors;
  }
}
