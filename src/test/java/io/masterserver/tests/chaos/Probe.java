package io.masterserver.tests.chaos;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.client.ReconnectPolicy;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Response;
import io.masterserver.tests.chaos.module.Entry;
import io.masterserver.tests.chaos.module.LedgerOperations;
import io.masterserver.tests.chaos.stage.Node;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Comes to one node again and again as a new client, and notes down when it was served. */
final class Probe implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Node node;
  private final List<Long> served = new CopyOnWriteArrayList<>();
  private volatile boolean over;

  private Probe(Node node) {
    this.node = node;
  }

  static Probe start(Node node) {
    var probe = new Probe(node);
    Thread.ofVirtual().name("probe").start(probe::ask);
    return probe;
  }

  private void ask() {
    while (!over) {
      try (MasterClient client =
          MasterClient.builder()
              .address(node.address().getHostString(), node.address().getPort())
              .connectTimeout(PATIENCE)
              .reconnect(ReconnectPolicy.NEVER)
              .build()) {
        client.connect().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Response<Entry> answer =
            client
                .request(LedgerOperations.APPEND, Empty.EMPTY, PATIENCE)
                .toCompletableFuture()
                .get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (answer.isSuccess()) {
          served.add(System.nanoTime());
        }
      } catch (ExecutionException | TimeoutException e) {
        // Not served: that is what is looked for.
        Pause.of(PAUSE);
        continue;
      } catch (InterruptedException e) {
        return;
      }
      Pause.of(PAUSE);
    }
  }

  /** When it was last served before {@code nanos}. */
  long lastServedBefore(long nanos) {
    return served.stream().filter(time -> time < nanos).max(Long::compare).orElse(nanos);
  }

  @Override
  public void close() {
    over = true;
  }
}
