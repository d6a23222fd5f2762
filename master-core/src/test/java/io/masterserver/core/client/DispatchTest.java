package io.masterserver.core.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The dispatch of a client")
@Timeout(30)
class DispatchTest {

  private final Dispatch dispatch = new Dispatch(10);

  @Test
  @DisplayName("runs tasks in their order, on a virtual thread")
  void order() throws Exception {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 1000; i++) {
      int number = i;
      dispatch.execute(() -> seen.add(number));
    }

    assertThat(last()).isTrue();
    assertThat(seen).isEqualTo(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  @DisplayName("goes on after a task that throws")
  void survives() throws Exception {
    dispatch.execute(
        () -> {
          throw new IllegalStateException("thrown by a test");
        });

    assertThat(last()).isTrue();
  }

  @Test
  @DisplayName("makes the reader wait while too much is waiting, and then lets it go on")
  void back_pressure() throws Exception {
    var gate = block();
    dispatch.executeWithinBound(10, () -> {});
    var reader = Thread.ofVirtual().start(() -> dispatch.executeWithinBound(1, () -> {}));
    while (reader.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }

    gate.countDown();

    assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  @DisplayName("lets the reader go on when nothing counts any more")
  void unbounded() throws Exception {
    var gate = block();
    dispatch.executeWithinBound(10, () -> {});
    var reader = Thread.ofVirtual().start(() -> dispatch.executeWithinBound(1, () -> {}));

    dispatch.stopBounding();

    assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
    gate.countDown();
  }

  @Test
  @DisplayName("does not wait for itself")
  void own_thread() throws Exception {
    dispatch.execute(
        () -> {
          dispatch.executeWithinBound(10, () -> {});
          dispatch.executeWithinBound(10, () -> {});
        });

    assertThat(last()).isTrue();
  }

  @Test
  @DisplayName("lets the reader go on while a task waits for what it will read")
  void waits_for_server() throws Exception {
    var read = new CountDownLatch(1);
    var waited = new CompletableFuture<Boolean>();
    dispatch.execute(() -> waited.complete(dispatch.waitForServer(() -> passed(read))));
    dispatch.executeWithinBound(10, () -> {});

    dispatch.executeWithinBound(10, () -> {});
    read.countDown();

    assertThat(waited.get(10, SECONDS)).isTrue();
  }

  private static boolean passed(CountDownLatch gate) {
    try {
      return gate.await(10, SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns what the tasks from now on wait for. */
  private CountDownLatch block() throws InterruptedException {
    var started = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    dispatch.execute(
        () -> {
          started.countDown();
          assertThat(passed(gate)).isTrue();
        });
    assertThat(started.await(10, SECONDS)).isTrue();
    return gate;
  }

  /** Waits for a task behind all others; returns whether it ran on a virtual thread. */
  private boolean last() throws Exception {
    var virtual = new CompletableFuture<Boolean>();
    dispatch.execute(() -> virtual.complete(Thread.currentThread().isVirtual()));
    return virtual.get(10, SECONDS);
  }
}
