package io.masterserver.tests.conversation;

import static io.masterserver.tests.fixture.Operations.ASK;
import static io.masterserver.tests.fixture.Operations.NEWS;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.MsfClient;
import io.masterserver.tests.fixture.MsfProfile;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import io.masterserver.tests.fixture.WireClient;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client of the ancestor")
@Timeout(60)
class MsfClientTest {

  private static final int ECHO = EchoModule.ECHO.opcode();

  /** Of a request: all that is not data. */
  private static final int REQUEST_BYTES = 11;

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            MsfProfile.with(""),
            new EchoModule(),
            new ScriptedModule(
                "crier",
                module ->
                    module.handle(
                        ASK,
                        exchange ->
                            () -> {
                              exchange.peer().send(NEWS, "first");
                              exchange.peer().send(NEWS, "second");
                              exchange.respond("last");
                            })));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {1, 80, 65535})
  void may_know_the_server_by_another_port(int port) {
    try (var client = MsfClient.connect(server.webSocketAddress(), port)) {
      assertThat(client.ask(ECHO, data(1), 1).status()).isEqualTo(Status.SUCCESS);
    }
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {1015, 1016, 1017, 2032, 2033, 60 * 1016 + 1, 61 * 1016, 100_000})
  void is_understood_however_many_frames_a_message_takes(int length) {
    try (var client = MsfClient.connect(server.webSocketAddress())) {
      Bytes data = data(length - REQUEST_BYTES);

      assertThat(client.ask(ECHO, data, 1).data()).isEqualTo(data);
      assertThat(client.ask(ECHO, data(1), 2).data()).as("behind it").isEqualTo(data(1));
    }
  }

  @ParameterizedTest(name = "over WebSocket: {0}")
  @ValueSource(booleans = {true, false})
  void hears_what_its_request_has_caused_before_the_answer(boolean overWebSocket) {
    try (WireClient client =
        overWebSocket ? MsfClient.connect(server.webSocketAddress()) : server.open()) {
      Bytes question = Bytes.ofUtf8("anything");

      assertThat(client.ask(ASK.opcode(), question, 1))
          .isEqualTo(Message.notification(NEWS.opcode(), Bytes.ofUtf8("first")));
      assertThat(client.receive())
          .isEqualTo(Message.notification(NEWS.opcode(), Bytes.ofUtf8("second")));
      assertThat(client.receive())
          .isEqualTo(Message.response(ASK.opcode(), Bytes.ofUtf8("last"), 1, Status.SUCCESS));
    }
  }

  @Test
  void stays_though_it_only_answers_pings_and_is_told_when_the_server_goes() {
    RunningServer impatient =
        RunningServer.start(
            MsfProfile.with("master.connection.idle-timeout = 1 second"), new EchoModule());
    try (var client = MsfClient.connect(impatient.webSocketAddress())) {
      for (int i = 0; i < 3; i++) { // longer than the idle time-out
        client.answerPing();
      }
      assertThat(client.ask(ECHO, data(1), 1).status()).isEqualTo(Status.SUCCESS);

      CompletionStage<?> stopped = impatient.server().stop();

      assertThat(client.receiveClose()).isEqualTo(1001);
      Await.result(stopped);
    } finally {
      impatient.close();
    }
  }

  private static Bytes data(int length) {
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) (i * 31);
    }
    return Bytes.wrap(data);
  }
}
