package io.masterserver.tests.accounts;

import io.masterserver.core.packet.Response;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.RunningServer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Clients that register one account after another, whatever they are told. */
final class RegistrationStorm {

  private static final int CLIENTS = 4;
  private static final Executor VIRTUAL_THREADS = task -> Thread.ofVirtual().start(task);

  private final AtomicInteger numbers = new AtomicInteger();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final List<CompletableFuture<Void>> clients;
  private volatile boolean over;

  RegistrationStorm(RunningServer server) {
    clients =
        Stream.generate(() -> CompletableFuture.runAsync(() -> register(server), VIRTUAL_THREADS))
            .limit(CLIENTS)
            .toList();
  }

  private void register(RunningServer server) {
    try (AccountClient client = AccountClient.connect(server)) {
      while (!over) {
        String name = "p" + numbers.incrementAndGet();
        Response<?> answer = client.tryRegister(name);
        if (answer.isSuccess()) {
          acknowledged.add(name);
        } else {
          refused.incrementAndGet();
        }
      }
    }
  }

  void awaitMoreAcknowledged() {
    int before = acknowledged.size();
    Await.until("more accounts", () -> acknowledged.size() >= before + 2 * CLIENTS);
  }

  void awaitMoreRefused() {
    int before = refused.get();
    Await.until("refused registrations", () -> refused.get() >= before + 2 * CLIENTS);
  }

  /** Ends it, and returns the accounts that the server has said exist. */
  List<String> end() {
    over = true;
    clients.forEach(Await::result);
    return List.copyOf(acknowledged);
  }
}
