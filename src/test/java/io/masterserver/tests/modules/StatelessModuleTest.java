package io.masterserver.tests.modules;

import static io.masterserver.tests.fixture.Operations.ASK;
import static io.masterserver.tests.fixture.RunningServer.startFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleEvent;
import io.masterserver.api.ModuleSpec;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A stateless module")
@Timeout(60)
class StatelessModuleTest {

  private static final String TWO_LOOPS =
      """
      master.connection.transport = event-loop
      master.event-loop.loops = 2
      """;

  private static final Set<String> ONE_ACTOR_ON_EACH_LOOP =
      Set.of("module-stateless on master-loop-0", "module-stateless@loop-1 on master-loop-1");

  private static final int CLIENTS = 16;

  private record Rung() implements ModuleEvent {}

  @Test
  void handles_what_clients_send_on_the_loop_of_their_connection() {
    try (RunningServer server = RunningServer.start(TWO_LOOPS, stateless(answerWhere()))) {
      assertThat(whereAnswered(server)).isEqualTo(ONE_ACTOR_ON_EACH_LOOP);
    }
  }

  @Test
  void is_started_once_for_each_loop() {
    var starts = new AtomicInteger();
    try (RunningServer server =
        RunningServer.start(TWO_LOOPS, stateless(module -> starts.incrementAndGet()))) {
      Await.until("both of its actors start", () -> starts.get() == 2);
    }
  }

  @Test
  void has_one_actor_when_there_is_one_loop() {
    var starts = new AtomicInteger();
    try (RunningServer server =
        RunningServer.start(
            TWO_LOOPS + "master.event-loop.loops = 1",
            stateless(
                module -> {
                  starts.incrementAndGet();
                  answerWhere().accept(module);
                }))) {
      assertThat(whereAnswered(server)).containsExactly("module-stateless on master-loop-0");

      assertThat(starts).hasValue(1);
    }
  }

  @Test
  void that_fails_on_one_loop_is_started_there_again_and_goes_on_on_the_other() {
    var starts = new AtomicInteger();
    try (RunningServer server =
            RunningServer.start(
                TWO_LOOPS,
                stateless(
                    module -> {
                      starts.incrementAndGet();
                      module.handle(
                          ASK, exchange -> () -> exchange.respond(fail(exchange.request())));
                    }));
        MasterClient client = server.connect()) {
      Await.until("both of its actors start", () -> starts.get() == 2);

      assertThat(Await.result(client.request(ASK, "fail")).status()).isEqualTo(Status.ERROR);

      Await.until("one starts again", () -> starts.get() == 3);
      assertThat(Await.result(client.request(ASK, "go on"))).isEqualTo(Response.success("go on"));
    }
  }

  @Test
  void answers_a_client_in_the_order_of_its_requests() {
    try (RunningServer server = RunningServer.start(TWO_LOOPS, stateless(answerWhere()));
        MasterClient client = server.connect()) {
      List<Integer> order = new CopyOnWriteArrayList<>();
      List<CompletableFuture<?>> answers =
          IntStream.range(0, 500)
              .<CompletableFuture<?>>mapToObj(
                  i -> client.request(ASK, "").thenRun(() -> order.add(i)).toCompletableFuture())
              .toList();

      Await.result(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)));

      assertThat(order).isSorted().hasSize(500);
    }
  }

  @Test
  void that_cannot_start_on_one_of_the_loops_does_not_start_at_all() {
    var starts = new AtomicInteger();
    assertThat(
            startFailure(
                TWO_LOOPS,
                stateless(
                    module -> {
                      if (starts.incrementAndGet() == 2) {
                        throw new IllegalArgumentException("the second one is too much");
                      }
                    })))
        .contains("module 'stateless'", "the second one is too much");
  }

  @Test
  void may_not_subscribe_to_events() {
    assertThat(
            startFailure("", stateless(module -> module.subscribe(Rung.class, rung -> () -> {}))))
        .contains("module 'stateless'", "cannot subscribe to events", "remove .stateless()");
  }

  @Test
  void can_be_added_to_a_running_server() {
    try (RunningServer server = RunningServer.start(TWO_LOOPS)) {
      Await.result(server.server().addModule(stateless(answerWhere())));

      assertThat(whereAnswered(server)).isEqualTo(ONE_ACTOR_ON_EACH_LOOP);
    }
  }

  private static Set<String> whereAnswered(RunningServer server) {
    return IntStream.range(0, CLIENTS)
        .mapToObj(i -> server.connect())
        .map(client -> Await.result(client.request(ASK, "where?")).value())
        .collect(Collectors.toSet());
  }

  private static Consumer<ModuleContext<Runnable>> answerWhere() {
    return module -> {
      String actor = module.self().path().name();
      module.handle(
          ASK,
          exchange -> () -> exchange.respond(actor + " on " + Thread.currentThread().getName()));
    };
  }

  private static String fail(String request) {
    if (request.equals("fail")) {
      throw new IllegalStateException("told to");
    }
    return request;
  }

  private static ScriptedModule stateless(Consumer<ModuleContext<Runnable>> script) {
    return new ScriptedModule(ModuleSpec.named("stateless").stateless(), script);
  }
}
