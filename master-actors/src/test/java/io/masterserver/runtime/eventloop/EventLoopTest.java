package io.masterserver.runtime.eventloop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("An event loop")
@Timeout(30)
class EventLoopTest {

  private static final int TASKS_PER_TURN = 16;
  private static final int SOCKETS_PER_TURN = 2;

  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Thread> thread = new CompletableFuture<>();
  private final EventLoop loop =
      new EventLoop(
          7,
          new EventLoopSettings(1, TASKS_PER_TURN, SOCKETS_PER_TURN, Duration.ofSeconds(1)),
          this::thread);

  EventLoopTest() {
    loop.start();
  }

  private Thread thread(Runnable body) {
    var made = new Thread(body);
    made.setDaemon(true);
    made.setUncaughtExceptionHandler((where, failure) -> uncaught.add(failure));
    thread.complete(made);
    return made;
  }

  @AfterEach
  void stop() throws InterruptedException {
    try {
      loop.stop();
    } catch (RejectedExecutionException e) {
      // the test has stopped it
    }
    thread.join().join();
    assertThat(thread.join().isAlive()).isFalse();
  }

  @Test
  void runs_each_task_of_many_threads_once_however_often_it_sleeps() throws Exception {
    int threads = 4;
    int each = 20_000;
    var run = new AtomicInteger();
    var done = new CountDownLatch(threads * each);
    List<Thread> producers =
        IntStream.range(0, threads)
            .mapToObj(
                number ->
                    new Thread(
                        () -> {
                          for (int i = 0; i < each; i++) {
                            loop.execute(
                                () -> {
                                  run.setPlain(run.getPlain() + 1); // safe only on one thread
                                  done.countDown();
                                });
                            if (i % 64 == number) {
                              Thread.yield(); // lets the loop fall asleep
                            }
                          }
                        }))
            .toList();

    producers.forEach(Thread::start);

    assertThat(done.await(20, SECONDS)).isTrue();
    assertThat(run).hasValue(threads * each);
  }

  @Test
  void wakes_for_every_single_task() throws Exception {
    for (int i = 0; i < 5_000; i++) {
      var done = new CompletableFuture<Void>();
      loop.execute(() -> done.complete(null));
      done.get(10, SECONDS);
    }
  }

  @Test
  void runs_on_a_thread_that_is_named_after_it() throws Exception {
    var name = new CompletableFuture<String>();
    loop.execute(() -> name.complete(Thread.currentThread().getName()));

    assertThat(name.get(10, SECONDS)).isEqualTo("master-loop-7");
    assertThat(loop.isCurrent()).isFalse();
  }

  @Test
  void keeps_tasks_of_its_own_in_their_order() throws Exception {
    Queue<Integer> order = new ConcurrentLinkedQueue<>();
    var done = new CompletableFuture<Void>();
    loop.execute(
        () -> {
          loop.execute(() -> order.add(2));
          loop.execute(() -> order.add(3));
          loop.execute(() -> done.complete(null));
          order.add(1);
        });

    done.get(10, SECONDS);
    assertThat(order).containsExactly(1, 2, 3);
  }

  @Test
  void looks_at_sockets_although_tasks_never_end() throws Exception {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    var ready = new CompletableFuture<Integer>();
    loop.execute(() -> watch(pipe.source(), ready));
    loop.execute(() -> again(ready));

    pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));

    assertThat(ready.get(10, SECONDS)).isEqualTo(SelectionKey.OP_READ);
    pipe.sink().close();
  }

  @Test
  void is_done_with_what_a_few_sockets_bring_before_it_turns_to_the_next_ones() throws Exception {
    int count = 2 * SOCKETS_PER_TURN + 1;
    Queue<String> order = new ConcurrentLinkedQueue<>();
    var done = new CountDownLatch(count);
    List<Pipe> pipes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Pipe pipe = Pipe.open();
      pipe.source().configureBlocking(false);
      pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
      pipes.add(pipe);
    }

    loop.execute(
        () ->
            pipes.forEach(
                pipe ->
                    watch(
                        pipe.source(),
                        key -> {
                          key.interestOps(0);
                          order.add("ready");
                          loop.execute(() -> order.add("done"));
                          loop.atEndOfTurn(done::countDown);
                        })));

    assertThat(done.await(10, SECONDS)).isTrue();
    assertThat(order)
        .containsExactly(
            "ready", "ready", "done", "done", "ready", "ready", "done", "done", "ready", "done");
    for (Pipe pipe : pipes) {
      pipe.sink().close();
    }
  }

  private void watch(Pipe.SourceChannel source, Consumer<SelectionKey> whenReady) {
    try {
      var key = new AtomicReference<SelectionKey>();
      key.set(loop.watch(source, SelectionKey.OP_READ, ready -> whenReady.accept(key.get())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void again(CompletableFuture<Integer> until) {
    if (!until.isDone()) {
      loop.execute(() -> again(until));
    }
  }

  private void watch(Pipe.SourceChannel source, CompletableFuture<Integer> ready) {
    try {
      loop.watch(source, SelectionKey.OP_READ, ready::complete).interestOps(SelectionKey.OP_READ);
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  @Test
  void runs_tasks_for_later_when_they_are_due_the_earliest_first() throws Exception {
    var order = new ConcurrentLinkedQueue<String>();
    var done = new CompletableFuture<Long>();
    long began = System.nanoTime();
    loop.execute(
        () -> {
          loop.executeAfter(
              Duration.ofMillis(30),
              () -> {
                order.add("last");
                done.complete(System.nanoTime() - began);
              });
          loop.executeAfter(Duration.ofMillis(2), () -> order.add("second"));
          loop.executeAfter(Duration.ZERO, () -> order.add("first"));
        });

    assertThat(done.get(10, SECONDS)).isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
    assertThat(order).containsExactly("first", "second", "last");
  }

  @Test
  void is_woken_by_others_although_something_is_for_later() throws Exception {
    var done = new CompletableFuture<Void>();
    loop.execute(() -> loop.executeAfter(Duration.ofDays(1), () -> {}));

    loop.execute(() -> done.complete(null));

    done.get(10, SECONDS);
  }

  @Test
  void ends_although_something_is_for_later() throws Exception {
    loop.execute(() -> loop.executeAfter(Duration.ofDays(1), () -> {}));

    loop.stop();

    thread.join().join(10_000);
    assertThat(thread.join().isAlive()).isFalse();
  }

  @Test
  void does_what_was_put_off_when_the_tasks_of_the_turn_are_done() throws Exception {
    Queue<String> order = new ConcurrentLinkedQueue<>();
    var done = new CompletableFuture<Void>();
    loop.execute(
        () -> {
          loop.atEndOfTurn(() -> order.add("end of turn"));
          loop.atEndOfTurn(() -> done.complete(null));
          loop.execute(() -> order.add("task"));
        });

    done.get(10, SECONDS);
    assertThat(order).containsExactly("task", "end of turn");
  }

  @Test
  void takes_one_part_of_long_work_in_each_turn_and_whatever_else_is_there_first()
      throws Exception {
    Queue<String> order = new ConcurrentLinkedQueue<>();
    var done = new CompletableFuture<Void>();
    loop.execute(
        () -> {
          loop.executeInTurn(
              () -> {
                order.add("first part");
                loop.execute(() -> order.add("what came meanwhile"));
              });
          loop.executeInTurn(() -> order.add("second part"));
          loop.executeInTurn(() -> done.complete(null));
          loop.execute(() -> order.add("task"));
        });

    done.get(10, SECONDS);
    assertThat(order).containsExactly("task", "first part", "what came meanwhile", "second part");
  }

  @Test
  void goes_on_after_a_task_that_throws() throws Exception {
    var failure = new IllegalStateException("thrown by a test");
    var done = new CompletableFuture<Void>();
    loop.execute(
        () -> {
          throw failure;
        });
    loop.execute(() -> done.complete(null));

    done.get(10, SECONDS);
    assertThat(uncaught).containsExactly(failure);
  }

  @Test
  void sleeps_on_although_a_task_has_interrupted_it() throws Exception {
    wakesTwice(() -> Thread.currentThread().interrupt());

    long turns = loop.counts().turns();
    wakesTwice(() -> {});
    assertThat(loop.counts().turns()).isLessThan(turns + 100);
  }

  private void wakesTwice(Runnable first) throws Exception {
    var done = new CompletableFuture<Void>();
    loop.execute(first);
    loop.execute(() -> done.complete(null));
    done.get(10, SECONDS);
  }

  @Test
  void does_what_is_there_before_it_ends_and_refuses_what_comes_later() throws Exception {
    var run = new AtomicInteger();
    for (int i = 0; i < 10 * TASKS_PER_TURN; i++) {
      loop.execute(run::incrementAndGet);
      loop.execute(() -> loop.executeInTurn(run::incrementAndGet));
    }
    loop.stop();
    thread.join().join();

    assertThat(run).hasValue(20 * TASKS_PER_TURN);
    assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void closes_what_it_watches_when_it_ends() throws Exception {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    loop.execute(() -> watch(pipe.source(), new CompletableFuture<>()));
    loop.stop();
    thread.join().join();

    assertThat(pipe.source().isOpen()).isFalse();
    pipe.sink().close();
  }

  @Test
  void counts_what_it_does() throws Exception {
    wakesTwice(() -> {});
    wakesTwice(() -> {});

    assertThat(loop.counts().tasks() + loop.counts().begun()).isGreaterThanOrEqualTo(4);
    assertThat(loop.queued()).isZero();
  }
}
