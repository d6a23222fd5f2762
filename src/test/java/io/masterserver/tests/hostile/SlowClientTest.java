package io.masterserver.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Counters;
import io.masterserver.tests.fixture.LogLines;
import io.masterserver.tests.fixture.RunningServer;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A client that floods the server and never reads")
@Timeout(60)
class SlowClientTest {

  private static final int MIB = 1 << 20;
  private static final int MAX_OUTBOUND = 1 * MIB;

  /** What the operating system may keep of a connection in both directions, and then some. */
  private static final long MOST_TAKEN = 64L * MIB;

  private static final Pattern WAITING = Pattern.compile("(\\d+) bytes (have been|are) waiting");

  @Test
  void is_not_read_from_any_more_and_disconnected_while_others_are_served() throws IOException {
    long before = Counters.closed("slow-consumer");
    try (LogLines log = LogLines.capture();
        RunningServer server =
            RunningServer.start(
                """
                master.connection {
                  outbound-mark = 64 KiB
                  max-outbound = 1 MiB
                  slow-consumer-timeout = 500 ms
                }
                """,
                new EchoModule());
        MasterClient other = server.connect();
        SocketChannel flooding = SocketChannel.open()) {
      flooding.setOption(StandardSocketOptions.SO_RCVBUF, 16 * 1024);
      flooding.connect(server.address());
      flooding.configureBlocking(false);

      long taken = floodUntilDisconnected(flooding, other, before);

      assertThat(taken).as("bytes that the server has taken").isLessThan(MOST_TAKEN);
      var waiting = WAITING.matcher(log.awaitWarning("the client is too slow"));
      assertThat(waiting.find()).isTrue();
      assertThat(Integer.parseInt(waiting.group(1))).isLessThanOrEqualTo(MAX_OUTBOUND);
      assertThat(Counters.closed("slow-consumer")).isEqualTo(before + 1);
    }
  }

  /** Returns how many bytes the server has taken; meanwhile the other client is answered. */
  private static long floodUntilDisconnected(
      SocketChannel flooding, MasterClient other, long before) {
    ByteBuffer requests = requests();
    long taken = 0;
    boolean open = true;
    while (Counters.closed("slow-consumer") == before) {
      for (int i = 0; open && i < 100; i++) {
        if (!requests.hasRemaining()) {
          requests.rewind();
        }
        try {
          taken += flooding.write(requests);
        } catch (IOException e) {
          open = false; // disconnected: counted in a moment
        }
      }
      Bytes hello = Bytes.ofUtf8("hello");
      assertThat(Await.result(other.request(EchoModule.ECHO, hello)).value()).isEqualTo(hello);
    }
    return taken;
  }

  private static ByteBuffer requests() {
    var out = new WireWriter();
    for (int id = 0; id < 32; id++) {
      MessageCodec.writeFrame(
          Message.request(EchoModule.ECHO.opcode(), Bytes.wrap(new byte[8192]), id), out);
    }
    return ByteBuffer.wrap(out.toArray());
  }
}
