package io.masterserver.tests.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.tests.fixture.Counters;
import io.masterserver.tests.fixture.LogLines;
import io.masterserver.tests.fixture.Operations;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RunningServer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
@DisplayName("A server that speaks the PROXY protocol")
@Timeout(60)
class ProxyProtocolTest {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            """
            # tag::settings[]
            master.proxies.trusted = [ "127.0.0.1" ]  # networks, too: "10.1.0.0/16", "2001:db8::/64"
            master.tcp.proxy-protocol = on
            # end::settings[]
            master.connection.handshake-timeout = 1 second
            """,
            WhoAmI.module());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void closeClients() {
    server.closeClients();
  }

  private static RawClient sending(byte[] header) {
    RawClient client = server.open();
    client.sendBytes(header);
    return client;
  }

  @Test
  void takes_the_address_of_the_client_from_a_header_of_version_1() {
    assertThat(WhoAmI.ask(sending(ProxyHeaderBytes.text("203.0.113.7"))))
        .isEqualTo("203.0.113.7:4711 proxied-tcp");
    assertThat(WhoAmI.ask(sending(ProxyHeaderBytes.text("2001:db8::7"))))
        .isEqualTo("2001:db8:0:0:0:0:0:7:4711 proxied-tcp");
  }

  @Test
  void takes_the_address_of_the_client_from_a_header_of_version_2() {
    assertThat(WhoAmI.ask(sending(ProxyHeaderBytes.binary())))
        .isEqualTo("203.0.113.9:4711 proxied-tcp");
  }

  @Test
  void knows_from_the_header_that_the_client_has_come_by_tls() {
    assertThat(WhoAmI.ask(sending(ProxyHeaderBytes.binaryByTls())))
        .isEqualTo("203.0.113.9:4711 tls");
  }

  @Test
  void takes_the_address_of_the_proxy_when_it_names_no_client() {
    RawClient unknown = sending(ProxyHeaderBytes.line("PROXY UNKNOWN"));
    RawClient local = sending(ProxyHeaderBytes.local());

    assertThat(WhoAmI.ask(unknown)).isEqualTo(unknown.address() + " proxied-tcp");
    assertThat(WhoAmI.ask(local)).isEqualTo(local.address() + " proxied-tcp");
  }

  @Test
  void reads_a_header_in_pieces_and_what_comes_with_its_last_one() {
    byte[] header = ProxyHeaderBytes.text("203.0.113.7");
    RawClient client = server.open();
    for (byte piece : Arrays.copyOf(header, header.length - 1)) {
      client.sendBytes(new byte[] {piece});
    }
    var rest = new WireWriter();
    rest.writeBytes(Bytes.wrap(header, header.length - 1, 1));
    MessageCodec.writeFrame(Message.request(Operations.ASK.opcode(), Bytes.EMPTY, 1), rest);
    client.sendBytes(rest.toArray());

    assertThat(client.receive().data().utf8()).isEqualTo("203.0.113.7:4711 proxied-tcp");
  }

  @Test
  void closes_a_connection_whose_first_message_comes_without_a_header() {
    long before = Counters.closed("proxy-header");
    try (LogLines log = LogLines.capture()) {
      RawClient client = server.open();
      client.send(Message.request(Operations.ASK.opcode(), Bytes.EMPTY, 1));

      assertThat(client.receiveUntilClosed()).isEmpty();
      assertThat(log.awaitWarning(client.address()))
          .contains("does not begin with a PROXY header", "master.tcp.proxy-protocol");
      assertThat(log.warnings(client.address())).hasSize(1);
      assertThat(Counters.closed("proxy-header")).isEqualTo(before + 1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"PROXY TCP4 localhost localhost 1 2", "PROXY TCP4 1.2.3.4", "PROXY TCP9 1 2 3 4"})
  void closes_a_connection_with_a_broken_header(String line) {
    long before = Counters.closed("proxy-header");
    RawClient client = sending(ProxyHeaderBytes.line(line));

    assertThat(client.receiveUntilClosed()).isEmpty();
    assertThat(Counters.closed("proxy-header")).isEqualTo(before + 1);
  }

  @ParameterizedTest(name = "after ''{0}''")
  @ValueSource(strings = {"", "PROXY TCP4 203.0.113.7"})
  void closes_a_connection_whose_header_is_late(String beginning) {
    long before = Counters.closed("proxy-header");
    try (LogLines log = LogLines.capture()) {
      RawClient client = server.open();
      client.sendBytes(beginning.getBytes(StandardCharsets.US_ASCII));

      assertThat(client.receiveUntilClosed()).isEmpty();
      assertThat(log.awaitWarning(client.address())).contains("is not complete");
      assertThat(Counters.closed("proxy-header")).isEqualTo(before + 1);
    }
  }
}
