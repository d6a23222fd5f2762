package io.masterserver.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A load")
class LoadTest {

  private ServerSocket listener;

  /** What a server does with a request. */
  private interface Reaction {
    void to(byte[] request, OutputStream out) throws IOException;
  }

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  @Test
  @DisplayName("at a fixed rate has a latency for every request sent since it records")
  void openLoop() {
    serve((request, out) -> out.write(rightAnswerTo(request)));

    try (Load load = Load.waiting()) {
      var loop = new OpenLoop(load, load.open(address(), 3).connections(), 1000);
      loop.start();
      long before = loop.record();
      load.run(Duration.ofMillis(50));
      long recorded = loop.stop().getTotalCount();

      assertThat(recorded).isPositive().isEqualTo(loop.answered() - before);
    }
  }

  @Test
  @DisplayName("in a closed loop ends when all that is under way is answered")
  void closedLoop() {
    serve((request, out) -> out.write(rightAnswerTo(request)));

    try (Load load = Load.waiting()) {
      var loop = new ClosedLoop(load, load.open(address(), 3).connections(), 2);
      loop.start();
      load.run(Duration.ofMillis(20));
      loop.stop();
      assertThat(loop.answered()).isGreaterThanOrEqualTo(6);
    }
  }

  @Test
  @DisplayName("of visitors opens a connection for every request")
  void visitors() {
    var accepted = new AtomicInteger();
    serve(
        (request, out) -> {
          accepted.incrementAndGet();
          out.write(rightAnswerTo(request));
        });

    try (Load load = Load.waiting()) {
      var visitors = new Visitors(load, address(), 2);
      visitors.start();
      load.run(Duration.ofMillis(50));
      visitors.stop();

      assertThat(visitors.answered()).isPositive().isLessThanOrEqualTo(accepted.get());
    }
  }

  @Test
  @DisplayName("fails when the server closes a connection")
  void closedByServer() {
    serve((request, out) -> out.close());

    assertThatExceptionOfType(LoadFailure.class)
        .isThrownBy(this::openOne)
        .withMessageContaining("closed by the server after 0 answers, with 1 requests unanswered");
  }

  @Test
  @DisplayName("fails when there is an answer that nobody asked for")
  void answeredTwice() {
    serve(
        (request, out) -> {
          byte[] twice = new byte[2 * TcpFrames.ANSWER_BYTES];
          System.arraycopy(rightAnswerTo(request), 0, twice, 0, TcpFrames.ANSWER_BYTES);
          System.arraycopy(twice, 0, twice, TcpFrames.ANSWER_BYTES, TcpFrames.ANSWER_BYTES);
          out.write(twice);
        });

    assertThatExceptionOfType(LoadFailure.class)
        .isThrownBy(this::openOne)
        .withMessageContaining("an answer more than the 1 requests sent");
  }

  @Test
  @DisplayName("over WebSocket fails when the server does not agree to it")
  void noWebSocket() {
    byte[] no = "HTTP/1.1 403 Forbidden\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    serve((request, out) -> out.write(no));

    assertThatExceptionOfType(LoadFailure.class)
        .isThrownBy(() -> openOne(Wire.WEB_SOCKET))
        .withMessageContaining("upgrade to WebSocket: 'HTTP/1.1 403 Forbidden'");
  }

  private void openOne() {
    openOne(Wire.TCP);
  }

  private void openOne(Wire wire) {
    try (Load load = Load.waiting()) {
      load.open(address(), 1, wire);
      load.run(Duration.ofSeconds(10));
    }
  }

  private InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void serve(Reaction reaction) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  Socket socket = listener.accept();
                  Thread.ofVirtual().start(() -> converse(socket, reaction));
                }
              } catch (IOException e) {
                // the test is over
              }
            });
  }

  private static void converse(Socket socket, Reaction reaction) {
    try (socket) {
      InputStream in = socket.getInputStream();
      for (byte[] request = in.readNBytes(TcpFrames.REQUEST_BYTES);
          request.length == TcpFrames.REQUEST_BYTES;
          request = in.readNBytes(TcpFrames.REQUEST_BYTES)) {
        reaction.to(request, socket.getOutputStream());
      }
    } catch (IOException e) {
      // the load has gone
    }
  }

  /** The request with another length and flags, and a status behind its id. */
  private static byte[] rightAnswerTo(byte[] request) {
    String hex = HexFormat.of().formatHex(request, 5, request.length);
    return HexFormat.of().parseHex("0000002c" + "02" + hex + "01");
  }
}
