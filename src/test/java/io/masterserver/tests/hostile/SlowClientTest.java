package io.masterserver.tests.hostile;

import static io.masterserver.tests.fixture.Operations.NEWS;
import static io.masterserver.tests.fixture.Operations.TELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.ModuleContext;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Counters;
import io.masterserver.tests.fixture.LogLines;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("transport")
@DisplayName("A client that floods the server")
@Timeout(60)
class SlowClientTest {

  private static final int MIB = 1 << 20;
  private static final int MAX_OUTBOUND = 1 * MIB;

  /** What the operating system may keep of a connection in both directions, and then some. */
  private static final long MOST_TAKEN = 64L * MIB;

  private static final Pattern WAITING = Pattern.compile("(\\d+) bytes (have been|are) waiting");

  @Test
  void and_reads_gets_all_its_answers_however_large() {
    Bytes large = Bytes.wrap(new byte[120_000]);
    try (RunningServer server =
        RunningServer.start("master.connection.max-outbound = 64 KiB", new EchoModule())) {
      RawClient reading = server.open();

      Thread.ofVirtual().start(() -> flood(reading, large, 64));

      assertThat(IntStream.range(0, 64).mapToObj(id -> reading.receive()))
          .allSatisfy(answer -> assertThat(answer.data()).isEqualTo(large))
          .extracting(Message::responseId)
          .containsExactlyElementsOf(IntStream.range(0, 64).boxed().toList());
    }
  }

  @Test
  void and_never_reads_its_large_answers_is_disconnected() {
    int size = 120_000;
    try (LogLines log = LogLines.capture();
        RunningServer server =
            RunningServer.start(
                "master.connection.slow-consumer-timeout = 300 ms", new EchoModule())) {
      RawClient deaf = server.open();

      Thread.ofVirtual().start(() -> flood(deaf, Bytes.wrap(new byte[size]), 1000));

      assertThat(waiting(log)).isLessThanOrEqualTo(64 * 1024 + 4 * (size + 16));
    }
  }

  @Test
  void and_never_reads_is_disconnected_when_it_is_told_too_much_unasked() {
    try (LogLines log = LogLines.capture();
        RunningServer server =
            RunningServer.start("", new ScriptedModule("talker", SlowClientTest::talk))) {
      RawClient deaf = server.open();

      deaf.send(Message.notification(TELL.opcode(), Bytes.ofUtf8("everything")));

      assertThat(waiting(log)).isBetween(MAX_OUTBOUND, MAX_OUTBOUND + 2 * MIB);
    }
  }

  /** Sends far more than the operating system keeps of a connection. */
  private static void talk(ModuleContext<Runnable> module) {
    module.handle(
        TELL,
        exchange ->
            () -> {
              for (int i = 0; i < 64; i++) {
                exchange.peer().send(NEWS, "x".repeat(MIB));
              }
            });
  }

  private static void flood(RawClient client, Bytes data, int requests) {
    try {
      for (int id = 0; id < requests; id++) {
        client.send(Message.request(EchoModule.ECHO.opcode(), data, id));
      }
    } catch (UncheckedIOException e) {
      // disconnected: seen by the test
    }
  }

  private static int waiting(LogLines log) {
    var waiting = WAITING.matcher(log.awaitWarning("the client is too slow"));
    assertThat(waiting.find()).isTrue();
    return Integer.parseInt(waiting.group(1));
  }

  @Test
  void and_never_reads_is_not_read_from_any_more_and_disconnected_while_others_are_served()
      throws IOException {
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
      assertThat(waiting(log)).isLessThanOrEqualTo(MAX_OUTBOUND);
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
