package io.masterserver.runtime.cluster;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * Ids for new peers: one after another within a shard of this node, then in the next. Threads: any.
 *
 * <p>The next shard is drawn when the ids come to their end. Should it not be there in time, the
 * shard of the second is used unseen: it nearly always turns out to be this node's, too, and if
 * not, then peers with ids that are taken refuse, and {@link #refused} is called.
 */
final class PeerIds {

  private static final int NONE = 0;

  /** Ids of a shard end with 1 to this; 0 is the shard's door. */
  private static final int LAST = (1 << PeerEntity.COUNTER_BITS) - 1;

  /** So many ids before the end: more than connections come while a shard is drawn. */
  private static final int AHEAD = 1 << 12;

  private static final Duration DRAW_WITHIN = Duration.ofSeconds(30);

  private final IntSupplier unseen;
  private final BiFunction<Integer, Duration, CompletionStage<Integer>> draw;
  private final IntConsumer leave;
  private int shard = NONE;
  private int counter = LAST;
  private int drawn = NONE;
  private boolean drawing;
  private boolean refused;

  PeerIds(ShardDraw draw) {
    this(draw::unseen, draw::draw, draw::leave);
  }

  /**
   * @param unseen a shard that probably nobody uses
   * @param draw finds a shard, except this one, within that time
   * @param leave is told of a shard in which no more ids will be
   */
  PeerIds(
      IntSupplier unseen,
      BiFunction<Integer, Duration, CompletionStage<Integer>> draw,
      IntConsumer leave) {
    this.unseen = unseen;
    this.draw = draw;
    this.leave = leave;
  }

  /** Draws the first shard, and completes when it is there. */
  CompletionStage<Integer> begin(Duration within) {
    return draw.apply(NONE, within)
        .thenApply(
            first -> {
              offer(first);
              return first;
            });
  }

  private synchronized void offer(int next) {
    drawn = next;
    drawing = false;
  }

  private synchronized void noneDrawn() {
    drawing = false;
  }

  /** Returns an id that this node has not used. */
  synchronized int next() {
    if (counter == LAST || (refused && drawn != NONE)) {
      int former = shard;
      shard = drawn == NONE ? unseen.getAsInt() : drawn;
      if (former != NONE && former != shard) {
        leave.accept(former);
      }
      counter = 0;
      drawn = NONE;
      refused = false;
    }
    counter++;
    if (counter > LAST - AHEAD) {
      drawAhead();
    }
    return (shard << PeerEntity.COUNTER_BITS) | counter;
  }

  /** Says that an id was taken: goes on in another shard, as soon as one is drawn. */
  synchronized void refused() {
    refused = true;
    drawAhead();
  }

  private void drawAhead() {
    if (drawing || drawn != NONE) {
      return;
    }
    drawing = true;
    draw.apply(shard, DRAW_WITHIN)
        .whenComplete(
            (next, failure) -> {
              if (failure == null) {
                offer(next);
              } else {
                noneDrawn(); // the next id tries again
              }
            });
  }
}
