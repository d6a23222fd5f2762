package io.masterserver.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Counters;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RawWebSocket;
import io.masterserver.tests.fixture.RunningServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Of two connections at most that have said nothing")
@Timeout(60)
class SilentConnectionsTest {

  private static final String TWO = "master.connection.max-handshakes = 2";
  private static final String CLOSED = "master.connections.closed";

  private final long before = Counters.closed("crowded-out");

  @Test
  void the_oldest_is_closed_when_one_more_comes_by_whatever_door() {
    try (RunningServer server = RunningServer.start(TWO, new EchoModule())) {
      RawClient first = server.open();
      awaitOpen(1);
      RawWebSocket second = server.openWebSocket();
      awaitOpen(2);

      RawClient third = server.open();
      assertThat(first.isClosedByServer()).isTrue();
      server.open();
      assertThat(second.receiveUntilClosed()).isEmpty();

      assertThat(isSuccess(third.ask(EchoModule.ECHO.opcode(), Bytes.EMPTY, 1))).isTrue();
      assertThat(Counters.closed("crowded-out")).isEqualTo(before + 2);
    }
  }

  @Test
  void those_that_have_spoken_are_none() {
    try (RunningServer server = RunningServer.start(TWO, new EchoModule())) {
      RawClient spoken = server.open();
      assertThat(isSuccess(spoken.ask(EchoModule.ECHO.opcode(), Bytes.EMPTY, 1))).isTrue();
      RawWebSocket upgraded = server.connectWebSocket();

      for (int i = 0; i < 3; i++) {
        server.open();
      }
      Counters.awaitCount(before + 1, CLOSED, "cause", "crowded-out");

      assertThat(isSuccess(spoken.ask(EchoModule.ECHO.opcode(), Bytes.EMPTY, 2))).isTrue();
      assertThat(isSuccess(upgraded.ask(EchoModule.ECHO.opcode(), Bytes.EMPTY, 1))).isTrue();
    }
  }

  private static void awaitOpen(int connections) {
    Await.until(
        connections + " connections",
        () -> Counters.gauges("master.connections.open") == connections);
  }

  private static boolean isSuccess(Message answer) {
    return answer.status() == Status.SUCCESS;
  }
}
