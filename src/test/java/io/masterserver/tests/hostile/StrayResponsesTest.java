package io.masterserver.tests.hostile;

import static io.masterserver.tests.fixture.Counters.awaitCount;
import static io.masterserver.tests.fixture.Counters.count;
import static io.masterserver.tests.fixture.Operations.ASK;
import static io.masterserver.tests.fixture.Operations.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("transport")
@DisplayName("A response of a client")
@Timeout(60)
class StrayResponsesTest {

  private static final String STRAY = "master.responses.stray";

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            "",
            new ScriptedModule(
                "asker",
                module ->
                    module.handle(
                        ASK,
                        exchange ->
                            () ->
                                exchange
                                    .peer()
                                    .request(QUESTION, "and you?", Duration.ofSeconds(20))
                                    .thenAccept(answer -> exchange.respond(answer.value())))));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void to_a_question_that_was_never_asked_is_counted_and_ignored() {
    long before = count(STRAY);
    RawClient client = server.open();

    client.send(Message.response(QUESTION.opcode(), Bytes.ofUtf8("42"), 7, Status.SUCCESS));

    assertThat(client.ask(31999, Bytes.EMPTY, 1).status()).isEqualTo(Status.NOT_HANDLED);
    awaitCount(before + 1, STRAY);
  }

  @Test
  void that_comes_twice_counts_once() {
    long before = count(STRAY);
    RawClient client = server.open();
    Message question = client.ask(ASK.opcode(), Bytes.ofUtf8("ask me"), 1);
    assertThat(question.opcode()).isEqualTo(QUESTION.opcode());

    for (String text : new String[] {"first", "second"}) {
      client.send(
          Message.response(
              QUESTION.opcode(), Bytes.ofUtf8(text), question.requestId(), Status.SUCCESS));
    }

    Message answer = client.receive();
    assertThat(answer.responseId()).isEqualTo(1);
    assertThat(answer.data().utf8()).isEqualTo("first");
    awaitCount(before + 1, STRAY);
  }
}
