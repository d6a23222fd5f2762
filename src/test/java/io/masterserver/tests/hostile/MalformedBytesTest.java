package io.masterserver.tests.hostile;

import static io.masterserver.tests.fixture.Counters.awaitCount;
import static io.masterserver.tests.fixture.Counters.count;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.LogLines;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RunningServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("transport")
@DisplayName("Malformed bytes")
@Timeout(60)
class MalformedBytesTest {

  private static final int ECHO = EchoModule.ECHO.opcode();
  private static final String FRAMES = "master.frames.malformed";
  private static final String MESSAGES = "master.messages.malformed";
  private static final String PACKETS = "master.packets.malformed";
  private static final int MAX = 4096;

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            "master.connection { max-message-size = 4 KiB, max-malformed-messages = 3 }",
            new EchoModule());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void closeClients() {
    server.closeClients();
  }

  @ParameterizedTest(name = "of length {0} ({1} as the server reads it)")
  @ValueSource(ints = {0, 6, -1, MAX + 1})
  @DisplayName("a frame of impossible length closes the connection with a word why")
  void a_frame_of_impossible_length_closes_the_connection(int length) {
    long before = count(FRAMES);
    RawClient client = server.open();

    try (LogLines log = LogLines.capture()) {
      client.sendBytes(lengthOnly(length));

      List<Message> last = client.receiveUntilClosed();
      assertThat(last).hasSize(1);
      assertThat(last.getFirst().opcode()).isEqualTo(CoreOperations.DISCONNECTED.opcode());
      assertThat(last.getFirst().data().utf8())
          .isEqualTo(
              "frame length: %d bytes (expected: 7..%d)"
                  .formatted(Integer.toUnsignedLong(length), MAX));
      awaitCount(before + 1, FRAMES);
      assertThat(log.warnings(client.address())).hasSize(1);
    }
  }

  @Test
  void a_data_length_that_disagrees_with_the_frame_drops_only_that_message() {
    long before = count(MESSAGES);
    RawClient client = server.open();

    client.sendFrame(Bytes.ofHex("0100020000000900000001").toArray());

    assertThat(client.ask(ECHO, Bytes.ofUtf8("still here"), 1).status()).isEqualTo(Status.SUCCESS);
    awaitCount(before + 1, MESSAGES);
  }

  @Test
  void unknown_flag_bits_drop_only_that_message() {
    long before = count(MESSAGES);
    RawClient client = server.open();

    client.sendFrame(Bytes.ofHex("8100020000000000000001").toArray());

    assertThat(client.ask(ECHO, Bytes.ofUtf8("still here"), 1).status()).isEqualTo(Status.SUCCESS);
    awaitCount(before + 1, MESSAGES);
  }

  @Test
  void malformed_messages_are_logged_once_and_close_the_connection_when_they_are_too_many() {
    long before = count(MESSAGES);
    RawClient client = server.open();

    try (LogLines log = LogLines.capture()) {
      for (int i = 0; i < 3; i++) {
        client.sendFrame(Bytes.ofHex("80000200000000").toArray());
      }

      List<Message> last = client.receiveUntilClosed();
      assertThat(last).hasSize(1);
      assertThat(last.getFirst().opcode()).isEqualTo(CoreOperations.DISCONNECTED.opcode());
      assertThat(last.getFirst().data().utf8()).startsWith("3 malformed messages");
      awaitCount(before + 3, MESSAGES);
      assertThat(log.warnings(client.address())).hasSize(2);
    }
  }

  @Test
  void a_packet_that_is_cut_short_is_invalid() {
    long before = count(PACKETS);
    RawClient client = server.open();

    Message answer = client.ask(CoreOperations.PING.opcode(), Bytes.ofHex("000000"), 5);

    assertThat(answer.status()).isEqualTo(Status.INVALID);
    assertThat(answer.responseId()).isEqualTo(5);
    awaitCount(before + 1, PACKETS);
  }

  @Test
  void a_packet_that_is_cut_short_and_wants_no_answer_gets_none() {
    long before = count(PACKETS);
    RawClient client = server.open();

    client.send(Message.notification(CoreOperations.PING.opcode(), Bytes.ofHex("000000")));

    assertThat(client.ask(ECHO, Bytes.EMPTY, 1).responseId()).isEqualTo(1);
    awaitCount(before + 1, PACKETS);
  }

  @Test
  void an_opcode_that_nobody_handles_is_answered_so() {
    long before = count("master.messages.unhandled");
    RawClient client = server.open();

    Message answer = client.ask(31999, Bytes.ofUtf8("anybody?"), 9);

    assertThat(answer.status()).isEqualTo(Status.NOT_HANDLED);
    assertThat(answer.responseId()).isEqualTo(9);
    awaitCount(before + 1, "master.messages.unhandled");
  }

  @Test
  void an_opcode_that_nobody_handles_and_that_wants_no_answer_gets_none() {
    long before = count("master.messages.unhandled");
    RawClient client = server.open();

    client.send(Message.notification(31999, Bytes.ofUtf8("anybody?")));

    assertThat(client.ask(ECHO, Bytes.EMPTY, 1).responseId()).isEqualTo(1);
    awaitCount(before + 1, "master.messages.unhandled");
  }

  private static byte[] lengthOnly(int length) {
    var out = new WireWriter();
    out.writeInt(length);
    return out.toArray();
  }
}
