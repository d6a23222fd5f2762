package io.masterserver.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Counters;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RunningServer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("transport")
@DisplayName("A connection too many")
@Timeout(60)
class TooManyConnectionsTest {

  @ParameterizedTest(name = "above {0}")
  @CsvSource({
    "max-connections, too-many-connections, the server is full: 2 connections",
    "max-connections-per-address, too-many-from-address, too many connections from your address: 2"
  })
  @DisplayName("is refused with a reason, and let in when another one has left")
  void is_refused_until_another_one_has_left(String setting, String cause, String reason) {
    long before = Counters.closed(cause);
    try (RunningServer server =
        RunningServer.start("master.connection.%s = 2".formatted(setting), new EchoModule())) {
      RawClient first = server.open();
      RawClient second = server.open();
      assertThat(isServed(first) && isServed(second)).isTrue();

      List<Message> refusal = server.open().receiveUntilClosed();

      assertThat(refusal).hasSize(1);
      assertThat(refusal.getFirst().opcode()).isEqualTo(CoreOperations.DISCONNECTED.opcode());
      assertThat(refusal.getFirst().data().utf8()).isEqualTo(reason);
      assertThat(Counters.closed(cause)).isEqualTo(before + 1);

      first.close();
      Await.until("a place is free", () -> isServed(server.open()));
      assertThat(isServed(second)).isTrue();
    }
  }

  private static boolean isServed(RawClient client) {
    return client.ask(EchoModule.ECHO.opcode(), Bytes.EMPTY, 1).status() == Status.SUCCESS;
  }
}
