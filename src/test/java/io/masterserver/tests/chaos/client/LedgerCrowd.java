package io.masterserver.tests.chaos.client;

import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Clients with ledgers, spread evenly over the nodes. Threads: one. */
public final class LedgerCrowd implements AutoCloseable {

  private static final int CONNECT_AT_ONCE = 50;

  private final List<LedgerClient> clients;

  private LedgerCrowd(List<LedgerClient> clients) {
    this.clients = clients;
  }

  /** Connects them all, and lets them begin. */
  public static LedgerCrowd start(
      int size, List<Node> nodes, Duration period, Consumer<Attempt> listener) {
    List<LedgerClient> clients = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      clients.add(new LedgerClient(i, nodes, period, listener));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECT_AT_ONCE)) {
      List<Future<?>> starting = new ArrayList<>();
      clients.forEach(client -> starting.add(threads.submit(client::start)));
      starting.forEach(LedgerCrowd::awaitStarted);
      return new LedgerCrowd(clients);
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
