package io.masterserver.tests.hostile;

import static io.masterserver.tests.fixture.Operations.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Capabilities;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Counters;
import io.masterserver.tests.fixture.LogLines;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("transport")
@DisplayName("A client that sends too much")
@Timeout(60)
class FloodTest {

  /** As good as never, so that nothing depends on how long a test takes. */
  private static final String NEVER = "rate = 0.001";

  private static final String PER_CLIENT =
      "master.limits.peer { %s, burst = 100 }".formatted(NEVER);

  @Test
  void is_told_so_while_others_are_served_as_before() {
    try (LogLines log = LogLines.capture();
        RunningServer server = RunningServer.start(PER_CLIENT, new EchoModule());
        MasterClient other = server.connect()) {
      long before = limited("peer");
      RawClient flooder = server.open();
      announce(flooder);

      List<Message> answers = flood(flooder, 300);

      assertThat(answers.subList(0, 99)).allMatch(answer -> answer.status() == Status.SUCCESS);
      assertThat(answers.subList(99, 300))
          .allMatch(answer -> answer.status() == Status.RATE_LIMITED)
          .allMatch(
              answer ->
                  answer
                      .data()
                      .utf8()
                      .startsWith("Too many messages of this client: the limit is 0.001 a second"));
      assertThat(limited("peer")).isEqualTo(before + 201);
      assertThat(log.warnings("Too many messages")).hasSize(1);
      for (int i = 0; i < 50; i++) {
        assertThat(Await.result(other.request(EchoModule.ECHO, Bytes.ofUtf8("hello"))))
            .isEqualTo(Response.success(Bytes.ofUtf8("hello")));
      }
    }
  }

  @Test
  void is_told_that_it_failed_if_it_is_a_client_of_the_ancestor() {
    try (RunningServer server = RunningServer.start(PER_CLIENT, new EchoModule())) {
      List<Message> answers = flood(server.open(), 101);

      assertThat(answers.getLast().status().code()).isEqualTo(6);
      assertThat(answers.getLast().data().utf8()).startsWith("Too many messages of this client");
    }
  }

  @Test
  void uses_up_what_its_address_may_send_also_by_connecting_anew() {
    String perAddress = "master.limits.address { %s, burst = 20 }".formatted(NEVER);
    try (RunningServer server = RunningServer.start(perAddress, new EchoModule())) {
      long before = limited("address");
      RawClient first = server.open();
      assertThat(flood(first, 20)).allMatch(answer -> answer.status() == Status.SUCCESS);
      first.close();

      List<Message> answers = flood(server.open(), 5);

      assertThat(answers)
          .allMatch(answer -> answer.data().utf8().startsWith("Too many messages from this"));
      assertThat(limited("address")).isEqualTo(before + 5);
    }
  }

  @Test
  @DisplayName("of one operation is told so, and it is all the same when its module was added")
  void operation() {
    var later =
        new ScriptedModule(
            "later",
            module -> module.handle(ASK, exchange -> () -> exchange.respond("yes")).overriding());
    try (RunningServer server =
            RunningServer.start(
                "master.limits.operations.ask { %s, burst = 1 }".formatted(NEVER), asked());
        MasterClient client = server.connect()) {
      Await.result(server.server().addModule(later));
      long before = limited("operation");

      assertThat(Await.result(client.request(ASK, "may I?"))).isEqualTo(Response.success("yes"));
      Response<String> second = Await.result(client.request(ASK, "may I?"));

      assertThat(second.status()).isEqualTo(Status.RATE_LIMITED);
      assertThat(second.text()).startsWith("Too many messages 'ask' of this client");
      assertThat(limited("operation")).isEqualTo(before + 1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "operations.aks { rate = 1, burst = 1 } | master.limits.operations.aks: no module that runs handles such an operation (did you mean ask?",
        "operations.ask = 5 | master.limits.operations.ask: not a limit (expected: {",
        "peer.rate = fast | master.limits.peer.rate: fast (expected: 0..10000000;",
        "address.burst = 0 | master.limits.address.burst: 0 (expected: 1..10000000;",
        "adress.burst = 1 | master.limits.adress.burst: no such setting (did you mean"
      })
  @DisplayName("is not let in by a limit that is wrong: the server does not start")
  void wrong(String setting, String why) {
    assertThat(RunningServer.startFailure("master.limits." + setting, asked()))
        .startsWith(why)
        .contains("set in String: 1")
        .doesNotContain("\n");
  }

  private static ScriptedModule asked() {
    return new ScriptedModule(
        "asked", module -> module.handle(ASK, exchange -> () -> exchange.respond("no")));
  }

  private static void announce(RawClient client) {
    Message answer =
        client.ask(
            CoreOperations.CAPABILITIES.opcode(), Capabilities.CODEC.encode(Capabilities.ALL), 0);
    assertThat(answer.status()).isEqualTo(Status.SUCCESS);
  }

  /** Sends so many requests without waiting; returns the answers, in order. */
  private static List<Message> flood(RawClient client, int count) {
    for (int id = 1; id <= count; id++) {
      client.send(Message.request(EchoModule.ECHO.opcode(), Bytes.ofUtf8("x"), id));
    }
    List<Message> answers = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      Message answer = client.receive();
      assertThat(answer.responseId()).isEqualTo(id);
      answers.add(answer);
    }
    return answers;
  }

  private static long limited(String limit) {
    return Counters.count("master.messages.limited", "limit", limit);
  }
}
