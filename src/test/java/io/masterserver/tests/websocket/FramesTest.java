package io.masterserver.tests.websocket;

import static io.masterserver.tests.fixture.RawWebSocket.BINARY;
import static io.masterserver.tests.fixture.RawWebSocket.CLOSE;
import static io.masterserver.tests.fixture.RawWebSocket.CONTINUATION;
import static io.masterserver.tests.fixture.RawWebSocket.PING;
import static io.masterserver.tests.fixture.RawWebSocket.PONG;
import static io.masterserver.tests.fixture.RawWebSocket.TEXT;
import static io.masterserver.tests.fixture.RawWebSocket.bytes;
import static io.masterserver.tests.fixture.RawWebSocket.frame;
import static io.masterserver.tests.fixture.RawWebSocket.unmaskedFrame;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.RawWebSocket;
import io.masterserver.tests.fixture.RunningServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("transport")
@DisplayName("A WebSocket")
@Timeout(60)
class FramesTest {

  private static final int ECHO = EchoModule.ECHO.opcode();
  private static final int MAX = 64 * 1024;

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            """
            master.connection {
              max-message-size = 64 KiB
              max-malformed-messages = 3
              idle-timeout = 1 second
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

  private static RawWebSocket connect() {
    return server.connectWebSocket();
  }

  private static Bytes data(int length) {
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) (i * 31);
    }
    return Bytes.wrap(data);
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {0, 1, 102, 103, 118, 119, 1000, 65_520})
  void carries_messages_of_every_length(int length) {
    Message answer = connect().ask(ECHO, data(length), 1);

    assertThat(answer.data()).isEqualTo(data(length));
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {1, 5, 1016})
  void puts_fragments_together_of(int fragment) {
    RawWebSocket client = connect();

    client.sendFragmented(Message.request(ECHO, data(60_000), 1), fragment);

    assertThat(client.receive().data()).isEqualTo(data(60_000));
  }

  @Test
  void answers_a_ping_between_two_fragments() {
    RawWebSocket client = connect();
    byte[] message = bytes(Message.request(ECHO, data(10), 1));

    client.sendBytes(frame(false, BINARY, message));
    client.sendBytes(frame(true, PING, new byte[] {1, 2, 3}));
    client.sendBytes(frame(true, CONTINUATION, new byte[0]));

    RawWebSocket.Frame pong = client.receiveFrame();
    assertThat(pong.type()).isEqualTo(PONG);
    assertThat(pong.payload()).containsExactly(1, 2, 3);
    assertThat(client.receive().data()).isEqualTo(data(10));
  }

  @Test
  void takes_the_bytes_of_a_text_as_a_message() {
    RawWebSocket client = connect();

    client.sendBytes(frame(true, TEXT, bytes(Message.request(ECHO, data(4), 1))));

    assertThat(client.receive().data()).isEqualTo(data(4));
  }

  @Test
  void answers_a_farewell_with_the_same_code_and_closes() {
    RawWebSocket client = connect();

    client.sendClose(3999);

    assertThat(client.receiveClose().closeCode()).isEqualTo(3999);
    assertThat(client.receiveUntilClosed()).isEmpty();
  }

  static Stream<Arguments> brokenRules() {
    byte[] some = new byte[7];
    return Stream.of(
        broken("a frame without a mask", 1002, unmaskedFrame(BINARY, some)),
        broken("a continuation of nothing", 1002, frame(true, CONTINUATION, some)),
        broken(
            "a message within a message",
            1002,
            frame(false, BINARY, some),
            frame(true, TEXT, some)),
        broken("reserved bits", 1002, frame(true, 0x40 | BINARY, some)),
        broken("an unknown type", 1002, frame(true, 3, some)),
        broken("an unknown control frame", 1002, frame(true, 11, some)),
        broken("a fragmented ping", 1002, frame(false, PING, some)),
        broken("a ping of 126 bytes", 1002, frame(true, PING, new byte[126])),
        broken(
            "a length in too many bytes",
            1002,
            new byte[] {(byte) 0x82, (byte) 0xfe, 0, 7},
            new byte[11]),
        broken("a close code of one byte", 1002, frame(true, CLOSE, new byte[1])),
        broken(
            "a close code that must not be sent",
            1002,
            frame(true, CLOSE, new byte[] {3, (byte) 0xee})),
        broken("a frame that is too long", 1009, frame(true, BINARY, new byte[MAX + 1])),
        broken(
            "fragments that are too long",
            1009,
            frame(false, BINARY, new byte[MAX]),
            frame(true, CONTINUATION, new byte[1])),
        broken(
            "a length of 2^63",
            1009,
            new byte[] {(byte) 0x82, (byte) 0xff, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4}));
  }

  private static Arguments broken(String what, int code, byte[]... frames) {
    return Arguments.of(Named.of(what, frames), code);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenRules")
  void is_closed_with_a_code_and_a_reason_for(byte[][] frames, int code) {
    RawWebSocket client = connect();
    for (byte[] frame : frames) {
      client.sendBytes(frame);
    }

    RawWebSocket.Frame close = client.receiveClose();
    assertThat(close.closeCode()).isEqualTo(code);
    assertThat(close.closeReason()).startsWith("WebSocket ");
  }

  @Test
  void is_closed_for_too_many_fragments_without_bytes() {
    RawWebSocket client = connect();
    client.sendBytes(frame(false, BINARY, new byte[0]));
    byte[] empty = frame(false, CONTINUATION, new byte[0]);
    byte[] thousand = new byte[1000 * empty.length];
    for (int i = 0; i < thousand.length; i += empty.length) {
      System.arraycopy(empty, 0, thousand, i, empty.length);
    }
    for (int i = 0; i < 66; i++) {
      client.sendBytes(thousand);
    }

    assertThat(client.receiveClose().closeCode()).isEqualTo(1009);
  }

  @Test
  void is_closed_for_too_many_pings() {
    RawWebSocket client = connect();
    byte[] ping = frame(true, PING, new byte[0]);
    byte[] flood = new byte[601 * ping.length];
    for (int i = 0; i < flood.length; i += ping.length) {
      System.arraycopy(ping, 0, flood, i, ping.length);
    }

    client.sendBytes(flood);

    RawWebSocket.Frame close = client.receiveClose();
    assertThat(close.closeCode()).isEqualTo(1008);
    assertThat(close.closeReason()).startsWith("WebSocket pings: too many");
  }

  @Test
  void is_closed_for_too_many_malformed_messages() {
    RawWebSocket client = connect();
    for (int i = 0; i < 3; i++) {
      client.sendBytes(frame(true, BINARY, new byte[1]));
    }

    assertThat(client.receiveClose().closeCode()).isEqualTo(1007);
  }

  @Test
  void stays_open_without_a_message_as_long_as_pings_are_answered() {
    RawWebSocket client = connect();
    for (int i = 0; i < 4; i++) { // two idle time-outs
      RawWebSocket.Frame ping = client.receiveFrame();
      assertThat(ping.type()).isEqualTo(PING);
      client.sendBytes(frame(true, PONG, ping.payload()));
    }

    assertThat(client.ask(ECHO, data(1), 1).data()).isEqualTo(data(1));
  }

  @Test
  void is_closed_when_a_ping_is_not_answered() {
    RawWebSocket client = connect();

    RawWebSocket.Frame close = client.receiveClose();
    assertThat(close.closeCode()).isEqualTo(1008);
    assertThat(close.closeReason()).startsWith("no sign of life within PT1S");
  }

  @Test
  void is_closed_when_a_message_is_not_finished_however_many_pings_are_answered() {
    RawWebSocket client = connect();
    client.sendBytes(frame(false, BINARY, new byte[7]));

    RawWebSocket.Frame frame = client.receiveFrame();
    while (frame.type() == PING) {
      client.sendBytes(frame(true, PONG, frame.payload()));
      frame = client.receiveFrame();
    }

    assertThat(client.receiveClose().closeReason()).startsWith("no complete message");
  }
}
