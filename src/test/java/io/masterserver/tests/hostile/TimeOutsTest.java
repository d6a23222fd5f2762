package io.masterserver.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Counters;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RunningServer;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("transport")
@DisplayName("A client is disconnected that")
@Timeout(60)
class TimeOutsTest {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            """
            master.connection {
              handshake-timeout = 300 ms
              idle-timeout = 400 ms
              close-timeout = 200 ms
              # So that a client that does not read is idle before it is slow.
              outbound-mark = 512 MiB
              max-outbound = 512 MiB
            }
            """,
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

  @Test
  void connects_and_says_nothing() {
    long before = Counters.closed("handshake-timeout");
    RawClient client = server.open();

    assertDisconnected(client.receiveUntilClosed(), "handshake time-out");
    assertThat(Counters.closed("handshake-timeout")).isEqualTo(before + 1);
  }

  @Test
  void never_gets_to_the_end_of_its_first_message() {
    long before = Counters.closed("handshake-timeout");
    RawClient client = server.open();
    client.sendBytes(Bytes.ofHex("00001000").toArray());

    Await.until(
        "disconnected although bytes keep coming",
        () -> {
          trickle(client);
          return Counters.closed("handshake-timeout") == before + 1;
        });
  }

  @Test
  void has_said_something_once_and_then_no_more() {
    long before = Counters.closed("idle-timeout");
    RawClient client = server.open();
    client.ask(EchoModule.ECHO.opcode(), Bytes.ofUtf8("hello"), 1);

    assertDisconnected(client.receiveUntilClosed(), "idle time-out");
    assertThat(Counters.closed("idle-timeout")).isEqualTo(before + 1);
  }

  @Test
  void never_reads_its_answers_nor_its_farewell() {
    long before = Counters.closed("idle-timeout");
    RawClient client = server.open();

    for (int id = 0; id < 200; id++) {
      client.send(Message.request(EchoModule.ECHO.opcode(), Bytes.wrap(new byte[100_000]), id));
    }

    Await.until("disconnected", () -> Counters.closed("idle-timeout") == before + 1);
    Await.until("reset", client::isReset);
  }

  private static void trickle(RawClient client) {
    try {
      client.sendBytes(new byte[1]);
    } catch (UncheckedIOException e) {
      // already disconnected: counted in a moment
    }
  }

  private static void assertDisconnected(List<Message> last, String why) {
    assertThat(last).hasSize(1);
    assertThat(last.getFirst().opcode()).isEqualTo(CoreOperations.DISCONNECTED.opcode());
    assertThat(last.getFirst().data().utf8()).contains(why);
  }
}
