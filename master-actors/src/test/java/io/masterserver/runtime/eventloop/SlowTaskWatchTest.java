package io.masterserver.runtime.eventloop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A watch for slow tasks")
@Timeout(30)
class SlowTaskWatchTest {

  private final EventLoop loop =
      new EventLoop(0, new EventLoopSettings(1, 16, 16, Duration.ofSeconds(1)), Thread::new);
  private final SlowTaskWatch watch =
      new SlowTaskWatch(List.of(loop), Duration.ofMillis(100), () -> this.now);
  private final CountDownLatch release = new CountDownLatch(1);
  private long now;

  @BeforeEach
  void start() {
    loop.start();
  }

  @AfterEach
  void stop() {
    release.countDown();
    loop.stop();
  }

  private void lookAfter(int millis) {
    now += Duration.ofMillis(millis).toNanos();
    watch.run();
  }

  private void block() throws Exception {
    var begun = new CompletableFuture<Void>();
    loop.execute(
        () -> {
          begun.complete(null);
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    begun.get(10, SECONDS);
  }

  @Test
  void finds_a_task_that_still_runs_after_the_time() throws Exception {
    block();
    watch.run();
    lookAfter(99);
    assertThat(watch.found()).isZero();

    lookAfter(1);
    assertThat(watch.found()).isOne();
  }

  @Test
  void reports_a_task_once() throws Exception {
    block();
    watch.run();
    lookAfter(100);
    lookAfter(1000);

    assertThat(watch.found()).isOne();
  }

  @Test
  void has_nothing_to_say_of_a_loop_that_sleeps() {
    watch.run();
    lookAfter(1000);
    lookAfter(1000);

    assertThat(watch.found()).isZero();
  }
}
