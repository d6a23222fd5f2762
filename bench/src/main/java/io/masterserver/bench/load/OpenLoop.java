package io.masterserver.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Requests at a fixed rate, in turn over all connections, whether the server keeps up or not.
 *
 * <p>A latency counts from when the request was meant to be sent, so that a stall is felt by all
 * requests that it delays (no coordinated omission).
 */
public final class OpenLoop implements Answers {

  private static final int FIRST_ID = 2;

  /**
   * Between two looks at the clock. It must be a timer: a task that submits itself again keeps the
   * event loop at its tasks, away from the sockets, for up to a second.
   */
  private static final long PAUSE_NANOS = 5_000;

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Load load;
  private final List<EchoConnection> connections;
  private final int rate;
  private final Histogram latencies = new Histogram(3);
  private final CompletableFuture<Long> drained = new CompletableFuture<>();
  private long start;
  private long recordFrom = Long.MAX_VALUE;
  private long sendUntil = Long.MAX_VALUE;
  private long sent;
  private long answered;

  /**
   * @param connections with one request answered
   * @param rate requests per second over all connections together
   */
  public OpenLoop(Load load, List<EchoConnection> connections, int rate) {
    this.load = load;
    this.connections = connections;
    this.rate = rate;
  }

  public void start() {
    load.loop()
        .execute(
            () -> {
              connections.forEach(connection -> connection.answersGoTo(this));
              start = System.nanoTime();
              pace();
            });
  }

  @SuppressWarnings("FutureReturnValueIgnored") // ends with the loop
  private void pace() {
    long now = Math.min(System.nanoTime() - start, sendUntil);
    while (intended(sent) <= now) {
      connections.get((int) (sent % connections.size())).request(1);
      sent++;
    }
    if (sent - answered > rate * Load.PATIENCE.toSeconds()) {
      load.fail(
          new LoadFailure(
              "the server is %d requests behind (expected: that it keeps up with %d/s)"
                  .formatted(sent - answered, rate)));
    } else if (now < sendUntil) {
      load.loop().schedule(this::pace, PAUSE_NANOS, TimeUnit.NANOSECONDS);
    } else {
      completeWhenDrained();
    }
  }

  /** When the request number {@code index} is to be sent, in nanoseconds from the start. */
  private long intended(long index) {
    return index * SECOND / rate;
  }

  @Override
  public void arrived(EchoConnection from, int firstId, int count) {
    long now = System.nanoTime() - start;
    for (int id = firstId; id < firstId + count; id++) {
      long due = intended((long) (id - FIRST_ID) * connections.size() + from.index());
      if (due >= recordFrom) {
        latencies.recordValue(now - due);
      }
    }
    answered += count;
    completeWhenDrained();
  }

  private void completeWhenDrained() {
    if (sendUntil != Long.MAX_VALUE && intended(sent) > sendUntil && sent == answered) {
      drained.complete(answered);
    }
  }

  /** How many answers have come so far. */
  public long answered() {
    return load.ask(() -> answered);
  }

  /**
   * From the next request on latencies are recorded: the warm-up is over.
   *
   * @return how many requests were sent before
   */
  public long record() {
    return load.ask(
        () -> {
          recordFrom = intended(sent);
          return sent;
        });
  }

  /** Returns the latencies recorded so far, in nanoseconds, and begins anew. */
  public Histogram takeLatencies() {
    return load.ask(
        () -> {
          Histogram taken = latencies.copy();
          latencies.reset();
          return taken;
        });
  }

  /**
   * Sends no more and waits for every answer.
   *
   * @return latencies in nanoseconds
   * @throws LoadFailure if an answer is missing
   */
  public Histogram stop() {
    load.ask(() -> sendUntil = System.nanoTime() - start);
    load.resultOf(drained, Load.PATIENCE);
    return latencies;
  }
}
