package io.masterserver.runtime.cluster;

import io.masterserver.runtime.peer.Peer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.pattern.Patterns;

/**
 * Finds shards for the new peers of a node. Threads: any.
 *
 * <p>Every second has one shard, on every node the same one; it comes again after {@value #SHARDS}
 * seconds. Sharding says to which node it belongs: to the first that asks. The others draw the next
 * second's. So no two nodes make peers in one shard, and none that was drawn in the last nine hours
 * is drawn again, whatever has been restarted since.
 */
final class ShardDraw {

  /** How many shards there are; they are counted from 1. */
  static final int SHARDS = (1 << (Integer.SIZE - 1 - PeerEntity.COUNTER_BITS)) - 1;

  private static final long MILLIS = 1000;

  private final ActorSystem<?> system;
  private final InstantSource clock;
  private final OwnShards own;

  /**
   * @param own those of this node: what is drawn belongs to them until it is left
   */
  ShardDraw(ActorSystem<?> system, InstantSource clock, OwnShards own) {
    this.system = system;
    this.clock = clock;
    this.own = own;
  }

  /** Returns the shard of this second, which may belong to another node. */
  int current() {
    return 1 + (int) Math.floorMod(clock.millis() / MILLIS, (long) SHARDS);
  }

  /** Returns the shard of this second, and uses it, without a look at whose it is. */
  int unseen() {
    int shard = current();
    own.add(shard);
    lookAgain(shard);
    return shard;
  }

  /** The shard is used no more for new peers: once it is empty, it ends. */
  void leave(int shard) {
    own.remove(shard);
    lookAgain(shard);
  }

  /** Has the door of a shard see whether the shard is still one of this node's own. */
  private void lookAgain(int shard) {
    PeerEntity.door(system, shard).tell(new Peer.Probe(system.ignoreRef()));
  }

  /**
   * Completes with a shard that belongs to this node; fails when there is none in time.
   *
   * @param except the shard that was drawn last, which is not drawn again; 0 if there is none
   */
  CompletionStage<Integer> draw(int except, Duration within) {
    return drawUntil(except, System.nanoTime() + within.toNanos());
  }

  private CompletionStage<Integer> drawUntil(int except, long deadline) {
    int shard = current();
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    if (left.isNegative()) {
      return CompletableFuture.failedStage(
          new TimeoutException(
              ("the shards of all these seconds belong to other nodes, the last one was %d (do the"
                      + " clocks of the nodes go right?)")
                  .formatted(shard)));
    }
    if (shard == except) {
      return nextSecond(except, deadline);
    }
    own.add(shard); // before its door looks
    return AskPattern.<Peer.Command, Peer.Reached>ask(
            PeerEntity.door(system, shard), Peer.Probe::new, left, system.scheduler())
        .whenComplete(
            (reached, failure) -> {
              if (failure != null || !isHere(reached)) {
                own.remove(shard);
              }
            })
        .thenCompose(
            reached ->
                isHere(reached)
                    ? CompletableFuture.completedStage(shard)
                    : nextSecond(except, deadline));
  }

  private static boolean isHere(Peer.Reached reached) {
    return reached.entity().path().address().hasLocalScope();
  }

  private CompletionStage<Integer> nextSecond(int except, long deadline) {
    var wait = Duration.ofMillis(MILLIS - Math.floorMod(clock.millis(), MILLIS));
    return Patterns.after(wait, system, () -> drawUntil(except, deadline));
  }
}
