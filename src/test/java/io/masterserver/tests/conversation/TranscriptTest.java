package io.masterserver.tests.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.Status;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.samples.personalinfo.PersonalInfoModule;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RunningServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Says what recorded clients have said, and expects what they were answered, byte for byte. */
@DisplayName("A client of before is answered as ever")
@Timeout(60)
class TranscriptTest {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.startWithAccounts("", new EchoModule(), new PersonalInfoModule());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> conversations() throws IOException {
    Map<String, List<RecordedLine>> scenarios = RecordedLine.conversations("/transcripts.jsonl");
    assertThat(scenarios).hasSizeGreaterThan(8);
    return scenarios.entrySet().stream()
        .map(
            scenario ->
                DynamicTest.dynamicTest(scenario.getKey(), () -> replay(scenario.getValue())));
  }

  private static void replay(List<RecordedLine> conversation) {
    Map<Integer, RawClient> clients = new HashMap<>();
    Map<Integer, Bytes> guids = new HashMap<>();
    for (RecordedLine line : conversation) {
      RawClient client = clients.computeIfAbsent(line.connection(), number -> server.open());
      if (line.fromClient()) {
        client.sendFrame(line.bytes());
      } else {
        check(line, client.receiveFrame(), guids);
      }
    }
    clients.values().forEach(RawClient::close);
    assertThat(guids.values()).doesNotHaveDuplicates();
  }

  private static void check(RecordedLine expected, byte[] received, Map<Integer, Bytes> guids) {
    Message then = expected.message();
    Message now = MessageCodec.read(Bytes.wrap(received));
    if (then.status() == Status.NOT_HANDLED) {
      assertThat(withoutData(now)).as("all but the text").isEqualTo(withoutData(then));
    } else if (then.opcode() == CoreOperations.PEER_GUID.opcode()) {
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
