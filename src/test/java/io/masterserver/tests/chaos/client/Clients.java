package io.masterserver.tests.chaos.client;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.client.ReconnectPolicy;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.StageFailure;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Clients that stay with one node, and do not come back when they have lost it. */
public final class Clients {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Clients() {}

  /** Returns a client that is connected to {@code node}. */
  public static MasterClient connect(Node node) {
    MasterClient client =
        MasterClient.builder()
            .address(node.address().getHostString(), node.address().getPort())
            .connectTimeout(Duration.ofSeconds(20))
            .reconnect(ReconnectPolicy.NEVER)
            .build();
    await(client.connect());
    return client;
  }

  /** Returns what comes, for who asks once and cannot go on without. */
  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StageFailure("no answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageFailure("interrupted", e);
    }
  }
}
