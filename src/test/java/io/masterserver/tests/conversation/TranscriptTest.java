package io.masterserver.tests.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.samples.personalinfo.PersonalInfoModule;
import io.masterserver.tests.fixture.MsfClient;
import io.masterserver.tests.fixture.MsfProfile;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.WireClient;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Says what recorded clients have said, and expects what they were answered, byte for byte; where
 * {@code msf.conf} is included, over WebSocket as it was, and over TCP.
 */
@DisplayName("A client of before is answered as ever")
@Timeout(60)
class TranscriptTest {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.startWithAccounts(
            MsfProfile.with(""), new EchoModule(), new PersonalInfoModule());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> over_web_socket() throws IOException {
    return conversations(() -> MsfClient.connect(server.webSocketAddress()));
  }

  @TestFactory
  Stream<DynamicTest> over_tcp() throws IOException {
    return conversations(() -> server.open());
  }

  private static Stream<DynamicTest> conversations(Supplier<WireClient> open) throws IOException {
    Map<String, List<RecordedLine>> scenarios = RecordedLine.conversations("/transcripts.jsonl");
    assertThat(scenarios).hasSizeGreaterThan(8);
    return scenarios.entrySet().stream()
        .map(
            scenario ->
                DynamicTest.dynamicTest(
                    scenario.getKey(), () -> replay(scenario.getValue(), open)));
  }

  private static void replay(List<RecordedLine> conversation, Supplier<WireClient> open) {
    Map<Integer, WireClient> clients = new HashMap<>();
    Map<Integer, Bytes> guids = new HashMap<>();
    for (RecordedLine line : conversation) {
      WireClient client = clients.computeIfAbsent(line.connection(), number -> open.get());
      if (line.fromClient()) {
        client.sendFrame(line.bytes());
      } else {
        check(line, client.receiveFrame(), guids);
      }
    }
    clients.values().forEach(WireClient::close);
    assertThat(guids.values()).doesNotHaveDuplicates();
  }

  private static void check(RecordedLine expected, byte[] received, Map<Integer, Bytes> guids) {
    Message then = expected.message();
    Message now = MessageCodec.read(Bytes.wrap(received));
    if (then.opcode() == CoreOperations.PEER_GUID.opcode()) {
      assertThat(withoutData(now)).as("all but the GUID").isEqualTo(withoutData(then));
      assertThat(now.data().length()).isEqualTo(16);
      assertThat(guids.merge(expected.connection(), now.data(), (first, again) -> first))
          .as("the GUID of a connection")
          .isEqualTo(now.data());
    } else {
      assertThat(received).isEqualTo(expected.bytes());
    }
  }

  private static Message withoutData(Message message) {
    return new Message(
        message.opcode(),
        Bytes.EMPTY,
        message.expectsResponse(),
        message.requestId(),
        message.isResponse(),
        message.responseId(),
        message.status());
  }
}
