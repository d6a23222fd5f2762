package io.masterserver.tests.conversation;

import static io.masterserver.tests.fixture.Operations.ASK;
import static io.masterserver.tests.fixture.Operations.NEWS;
import static io.masterserver.tests.fixture.Operations.QUESTION;
import static io.masterserver.tests.fixture.Operations.TELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.ModuleContext;
import io.masterserver.api.PeerHandle;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Inbox;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("transport")
@DisplayName("A module can speak first: it")
@Timeout(60)
class ServerSpeaksFirstTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private RunningServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tells_a_client_something_in_order() {
    server =
        RunningServer.start(
            "",
            new ScriptedModule(
                "teller",
                module ->
                    module.handle(
                        TELL,
                        exchange ->
                            () ->
                                IntStream.range(0, 100)
                                    .forEach(i -> exchange.peer().send(NEWS, "news " + i)))));
    try (MasterClient client = server.connect()) {
      Inbox<String> news = Inbox.of(client, NEWS);

      client.send(TELL, "go");

      for (int i = 0; i < 100; i++) {
        assertThat(news.take()).isEqualTo("news " + i);
      }
    }
  }

  @Test
  void asks_a_client_and_hears_the_answer() {
    server = RunningServer.start("", asker(LONG));
    try (MasterClient client = server.connect()) {
      client.handle(QUESTION, question -> Response.success(question + "? yes"));

      assertThat(Await.result(client.request(ASK, "ready")).value()).isEqualTo("ready? yes");
    }
  }

  @Test
  void hears_that_a_client_has_no_answer() {
    server = RunningServer.start("", asker(LONG));
    try (MasterClient client = server.connect()) {
      client.handle(QUESTION, question -> Response.failure(Status.FAILED, "not today"));

      assertThat(Await.result(client.request(ASK, "ready")))
          .isEqualTo(Response.failure(Status.FAILED, "not today"));
    }
  }

  @Test
  void does_not_wait_for_ever_for_the_answer_of_a_client() {
    server = RunningServer.start("", asker(Duration.ofMillis(100)));
    try (MasterClient client = server.connect()) {
      client.handleAsync(QUESTION, question -> new java.util.concurrent.CompletableFuture<>());

      assertThat(Await.result(client.request(ASK, "ready")).status()).isEqualTo(Status.TIMEOUT);
    }
  }

  @Test
  void broadcasts_to_many_clients() {
    List<PeerHandle> listening = new ArrayList<>();
    server =
        RunningServer.start(
            "",
            new ScriptedModule(
                "town-crier",
                module -> {
                  module.handle(
                      ASK,
                      exchange ->
                          () -> {
                            listening.add(exchange.peer());
                            exchange.respond("listening");
                          });
                  module.handle(
                      TELL, exchange -> () -> broadcast(module, listening, exchange.request()));
                }));
    List<MasterClient> clients = IntStream.range(0, 20).mapToObj(i -> server.connect()).toList();
    List<Inbox<String>> inboxes = clients.stream().map(client -> Inbox.of(client, NEWS)).toList();
    clients.forEach(client -> Await.result(client.request(ASK, "listen")));

    clients.getFirst().send(TELL, "hear, hear");

    inboxes.forEach(inbox -> assertThat(inbox.take()).isEqualTo("hear, hear"));
    clients.forEach(MasterClient::close);
  }

  @Test
  void disconnects_a_client_and_says_why() {
    server =
        RunningServer.start(
            "",
            new ScriptedModule(
                "bouncer",
                module ->
                    module.handle(
                        TELL, exchange -> () -> exchange.peer().disconnect("house rules"))));
    try (MasterClient client = server.connect()) {
      Inbox<String> disconnects = Inbox.ofDisconnects(client);

      client.send(TELL, "shouting");

      assertThat(disconnects.take()).contains("house rules");
      assertThat(client.isConnected()).isFalse();
    }
  }

  private static void broadcast(
      ModuleContext<Runnable> module, List<PeerHandle> listening, String news) {
    module.peers().broadcast(listening, NEWS, news, DeliveryMethod.RELIABLE);
  }

  /** Asks the client back, and answers it what it has answered. */
  private static ScriptedModule asker(Duration within) {
    return new ScriptedModule(
        "asker",
        module ->
            module.handle(
                ASK,
                exchange ->
                    () ->
                        exchange
                            .peer()
                            .request(QUESTION, exchange.request(), within)
                            .thenAccept(
                                answer -> {
                                  switch (answer) {
                                    case Response.Success<String>(String text) ->
                                        exchange.respond(text);
                                    case Response.Failure<String>(var status, String text) ->
                                        exchange.fail(status, text);
                                  }
                                })));
  }
}
