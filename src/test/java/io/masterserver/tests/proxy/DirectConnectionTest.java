package io.masterserver.tests.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.wire.Message;
import io.masterserver.tests.fixture.Counters;
import io.masterserver.tests.fixture.LogLines;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RunningServer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A client that goes around the proxy")
@Timeout(60)
class DirectConnectionTest {

  private static RunningServer behindAnotherProxy() {
    return RunningServer.start(
        """
        master.proxies.trusted = [ "192.0.2.1", "2001:db8::/32" ]
        master.tcp.proxy-protocol = on
        """,
        WhoAmI.module());
  }

  @Test
  void is_refused_and_told_so() {
    long before = Counters.closed("not-by-proxy");
    try (LogLines log = LogLines.capture();
        RunningServer server = behindAnotherProxy()) {
      RawClient client = server.open();

      List<Message> refusal = client.receiveUntilClosed();

      assertThat(refusal).hasSize(1);
      assertThat(refusal.getFirst().opcode()).isEqualTo(CoreOperations.DISCONNECTED.opcode());
      assertThat(refusal.getFirst().data().utf8()).contains("connect to the proxy");
      assertThat(Counters.closed("not-by-proxy")).isEqualTo(before + 1);
      assertThat(log.lines(Level.INFO, "from " + client.address())).hasSize(1);
    }
  }

  @Test
  void is_refused_with_a_header_of_its_own_too() {
    try (RunningServer server = behindAnotherProxy()) {
      RawClient client = server.open();

      client.sendBytes(ProxyHeaderBytes.text("203.0.113.7"));

      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void is_not_believed_a_header_where_none_is_due() {
    try (RunningServer server =
        RunningServer.start("master.proxies.trusted = [ \"127.0.0.1\" ]", WhoAmI.module())) {
      RawClient client = server.open();

      client.sendBytes(ProxyHeaderBytes.text("203.0.113.7"));

      assertThat(client.isClosedByServer()).isTrue();
    }
  }
}
