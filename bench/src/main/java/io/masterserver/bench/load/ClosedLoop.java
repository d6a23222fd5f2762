package io.masterserver.bench.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Every connection keeps the same number of requests under way: the server sets the pace. */
public final class ClosedLoop implements Answers {

  private final Load load;
  private final List<EchoConnection> connections;
  private final int outstanding;
  private final CompletableFuture<Long> drained = new CompletableFuture<>();
  private long answered;
  private long missing;
  private boolean stopping;

  /**
   * @param outstanding requests under way per connection, 1 or more
   */
  public ClosedLoop(Load load, List<EchoConnection> connections, int outstanding) {
    this.load = load;
    this.connections = connections;
    this.outstanding = outstanding;
  }

  public void start() {
    load.loop()
        .execute(
            () -> {
              for (EchoConnection connection : connections) {
                connection.answersGoTo(this);
                connection.request(outstanding);
              }
            });
  }

  @Override
  public void arrived(EchoConnection from, int firstId, int count) {
    answered += count;
    if (!stopping) {
      from.request(count);
    } else {
      missing -= count;
      if (missing == 0) {
        drained.complete(answered);
      }
    }
  }

  /** How many answers have come so far. */
  public long answered() {
    return load.ask(() -> answered);
  }

  /**
   * Sends no more and waits for what is under way.
   *
   * @throws LoadFailure if an answer is missing
   */
  public void stop() {
    load.loop()
        .execute(
            () -> {
              stopping = true;
              missing = (long) outstanding * connections.size();
            });
    load.resultOf(drained, Load.PATIENCE);
  }
}
