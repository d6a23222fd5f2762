package io.masterserver.runtime.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The threads for keys of TLS")
class HandshakeThreadsTest {

  private final HandshakeThreads threads = new HandshakeThreads();

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void give_way_to_others() throws Exception {
    var priority = new CompletableFuture<Integer>();
    threads.paced(() -> 0).execute(() -> priority.complete(Thread.currentThread().getPriority()));

    assertThat(priority.get(10, SECONDS)).isEqualTo(Thread.MIN_PRIORITY);
  }

  @Test
  void go_on_after_the_pause_that_a_task_has_caused() throws Exception {
    PacedExecutor paced = threads.paced(() -> 0);
    int lanes = Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < lanes; i++) {
      paced.execute(HandshakeThreadsTest::compute);
    }
    var second = new CompletableFuture<Void>();
    paced.execute(() -> second.complete(null)); // in the lane of the first one

    second.get(10, SECONDS);
  }

  private static void compute() {
    long began = System.nanoTime();
    while (System.nanoTime() - began < 2_000_000) {
      Thread.onSpinWait();
    }
  }

  @Test
  void take_nothing_when_they_have_been_closed() {
    threads.close();

    assertThatThrownBy(() -> threads.paced(() -> 0).execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
