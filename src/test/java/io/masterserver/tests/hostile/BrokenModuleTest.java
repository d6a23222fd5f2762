package io.masterserver.tests.hostile;

import static io.masterserver.tests.fixture.Operations.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Counters;
import io.masterserver.tests.fixture.LogLines;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("transport")
@DisplayName("A module")
@Timeout(60)
class BrokenModuleTest {

  private static final Pattern CORRELATION_ID = Pattern.compile("[0-9a-zA-Z-]{6,}(?=[)\\]]?$)");

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            "",
            new ScriptedModule(
                "moody",
                module ->
                    module
                        .handle(
                            ASK,
                            exchange ->
                                () -> {
                                  switch (exchange.request()) {
                                    case "throw" -> throw new IllegalStateException("on purpose");
                                    case "silence" -> {}
                                    case "twice" -> {
                                      exchange.respond("first");
                                      exchange.respond("second");
                                    }
                                    default -> exchange.respond("well");
                                  }
                                })
                        .within(Duration.ofMillis(200))));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void that_throws_answers_with_a_correlation_id_that_is_in_the_log() {
    try (LogLines log = LogLines.capture();
        MasterClient client = server.connect()) {
      Response<String> answer = ask(client, "throw");

      assertThat(answer.status()).isEqualTo(Status.ERROR);
      assertThat(answer.text()).startsWith("Internal Server Error").doesNotContain("on purpose");
      var id = CORRELATION_ID.matcher(answer.text());
      assertThat(id.find()).as("a correlation id in '%s'", answer.text()).isTrue();
      assertThat(log.awaitWarning(id.group())).contains("moody");
    }
  }

  @Test
  void that_has_thrown_answers_the_next_request_on_the_same_connection() {
    try (MasterClient client = server.connect()) {
      ask(client, "throw");

      assertThat(ask(client, "how are you")).isEqualTo(Response.success("well"));
    }
  }

  @Test
  void that_never_answers_is_cut_off() {
    long before = Counters.count("master.exchanges.timeouts");
    try (LogLines log = LogLines.capture();
        MasterClient client = server.connect()) {
      assertThat(ask(client, "silence").status()).isEqualTo(Status.TIMEOUT);
      assertThat(ask(client, "how are you")).isEqualTo(Response.success("well"));
      Counters.awaitCount(before + 1, "master.exchanges.timeouts");
      assertThat(log.awaitWarning("moody")).contains("ask");
    }
  }

  @Test
  void that_answers_twice_is_heard_once() {
    try (LogLines log = LogLines.capture();
        MasterClient client = server.connect()) {
      assertThat(ask(client, "twice")).isEqualTo(Response.success("first"));
      assertThat(ask(client, "how are you")).isEqualTo(Response.success("well"));
      assertThat(client.statistics().unexpectedResponses()).isZero();
      assertThat(log.awaitWarning("again")).contains("moody");
    }
  }

  private static Response<String> ask(MasterClient client, String what) {
    return Await.result(client.request(ASK, what));
  }
}
