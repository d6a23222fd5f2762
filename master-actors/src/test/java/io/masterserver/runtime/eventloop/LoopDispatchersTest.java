package io.masterserver.runtime.eventloop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A dispatcher on event loops")
class LoopDispatchersTest {

  private static final Config DEFAULTS =
      ConfigFactory.parseString("master.event-loop.loops = 3, pekko.loglevel = WARNING")
          .withFallback(ConfigFactory.load());
  private static final ActorTestKit KIT =
      ActorTestKit.create("loops", EventLoops.dispatchers(DEFAULTS).withFallback(DEFAULTS));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  /** Answers with the name of the thread. */
  private record Where(ActorRef<String> replyTo) {}

  private static Behavior<Where> teller() {
    return Behaviors.receiveMessage(
        where -> {
          where.replyTo().tell(Thread.currentThread().getName());
          return Behaviors.same();
        });
  }

  private static String ask(ActorRef<Where> actor) {
    var probe = KIT.<String>createTestProbe();
    actor.tell(new Where(probe.ref()));
    return probe.receiveMessage(Duration.ofSeconds(10));
  }

  @Test
  void runs_actors_on_the_threads_of_the_loops() {
    assertThat(ask(KIT.spawn(teller()))).startsWith("master-loop-");
  }

  @Test
  void runs_an_actor_that_is_asked_from_outside_always_on_the_same() {
    ActorRef<Where> actor = KIT.spawn(teller());
    String first = ask(actor);

    for (int i = 0; i < 20; i++) {
      assertThat(ask(actor)).isEqualTo(first);
    }
  }

  @Test
  void runs_an_actor_on_the_loop_of_the_one_that_tells_it_something() {
    ActorRef<Where> told = KIT.spawn(teller());
    for (EventLoop loop : loops().all()) {
      var probe = KIT.<String>createTestProbe();
      loop.execute(() -> told.tell(new Where(probe.ref())));

      assertThat(probe.receiveMessage(Duration.ofSeconds(10))).isEqualTo(loop.name());
    }
  }

  @Test
  void runs_an_actor_of_one_loop_only_there() {
    EventLoops loops = loops();
    for (EventLoop loop : loops.all()) {
      ActorRef<Where> actor =
          KIT.spawn(teller(), DispatcherSelector.fromConfig(EventLoops.dispatcher(loop)));
      EventLoop other = loops.all().get((loop.index() + 1) % loops.all().size());
      var probe = KIT.<String>createTestProbe();
      other.execute(() -> actor.tell(new Where(probe.ref())));

      assertThat(probe.receiveMessage(Duration.ofSeconds(10))).isEqualTo(loop.name());
      assertThat(ask(actor)).isEqualTo(loop.name());
    }
  }

  /** The loops run on without this share: the default dispatcher has one. */
  private static EventLoops loops() {
    EventLoops loops = EventLoops.take(KIT.system());
    loops.giveBack();
    return loops;
  }

  @Test
  void leaves_the_default_dispatcher_to_an_executor_that_the_operator_has_chosen() {
    Config chosen =
        ConfigFactory.parseString("pekko.actor.default-dispatcher.executor = thread-pool-executor")
            .withFallback(DEFAULTS);

    assertThat(
            EventLoops.dispatchers(chosen)
                .withFallback(chosen)
                .getString("pekko.actor.default-dispatcher.executor"))
        .isEqualTo("thread-pool-executor");
  }

  @Test
  void ends_its_loops_with_the_system() throws Exception {
    Config config = EventLoops.dispatchers(DEFAULTS).withFallback(DEFAULTS);
    ActorSystem<Where> system = ActorSystem.create(teller(), "ending", config);
    var loop = new CompletableFuture<Thread>();
    system.executionContext().execute(() -> loop.complete(Thread.currentThread()));
    Thread thread = loop.get(10, SECONDS);
    assertThat(thread.getName()).startsWith("master-loop-");

    system.terminate();

    assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void does_what_it_has_taken_and_then_nothing_more_when_it_is_shut_down() throws Exception {
    EventLoops loops = EventLoops.take(KIT.system());
    ExecutorService executor = new LoopExecutor(loops, loops);
    var done = new CompletableFuture<Void>();
    executor.execute(() -> done.complete(null));
    executor.shutdown();

    assertThat(executor.awaitTermination(10, SECONDS)).isTrue();
    assertThat(done).isCompleted();
    assertThatThrownBy(() -> executor.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void can_still_be_had_when_its_system_has_ended_and_nobody_has_used_it_before() throws Exception {
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "ended", DEFAULTS);
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(10, SECONDS);
    var done = new CompletableFuture<Void>();

    EventLoops loops = EventLoops.take(system);
    loops.execute(() -> done.complete(null));
    loops.giveBack();

    assertThat(done).succeedsWithin(Duration.ofSeconds(10));
  }
}
