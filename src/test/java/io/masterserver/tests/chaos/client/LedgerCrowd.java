package io.masterserver.tests.chaos.client;

import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Clients with ledgers, spread evenly over the nodes. Threads: one. */
public final class LedgerCrowd implements AutoCloseable {

  private static final int CONNECT_AT_ONCE = 50;
  private static final Duration BEGINS_WITHIN = Duration.ofMinutes(1);

  private final List<LedgerClient> clients;

  private LedgerCrowd(List<LedgerClient> clients) {
    this.clients = clients;
  }

  /**
   * Connects them all, lets them begin, and returns when each has had its first answer: before
   * that, there is nothing that could be lost.
   */
  public static LedgerCrowd start(
      int size, List<Node> nodes, Duration period, Consumer<Attempt> listener) {
    List<LedgerClient> clients = new ArrayList<>();
    var begun = new CountDownLatch(size);
    Consumer<Attempt> counting =
        attempt -> {
          if (attempt.round() == 1) {
            begun.countDown();
          }
          listener.accept(attempt);
        };
    for (int i = 0; i < size; i++) {
      clients.add(new LedgerClient(i, nodes, period, counting));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECT_AT_ONCE)) {
      List<Future<?>> starting = new ArrayList<>();
      clients.forEach(client -> starting.add(threads.submit(client::start)));
      starting.forEach(LedgerCrowd::awaitStarted);
      awaitBegun(begun);
      return new LedgerCrowd(clients);
    }
  }

  private static void awaitBegun(CountDownLatch begun) {
    try {
      if (!begun.await(BEGINS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        throw new StageFailure(
            "%d clients have no answer after %s (too many for this machine?)"
                .formatted(begun.getCount(), BEGINS_WITHIN));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageFailure("interrupted", e);
    }
  }

  private static void awaitStarted(Future<?> starting) {
    try {
      starting.get();
    } catch (ExecutionException e) {
      throw new StageFailure("a client cannot connect", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageFailure("interrupted", e);
    }
  }

  /** Lets all finish, and returns what they have seen. */
  public List<LedgerHistory> end() {
    clients.forEach(LedgerClient::finish);
    return clients.stream().map(LedgerClient::end).toList();
  }

  @Override
  public void close() {
    clients.forEach(LedgerClient::close);
  }
}
