package io.masterserver.tests.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What a real server gets on its WebSocket port from a client that then waits: it is always
 * answered as HTTP does, upgrades or not, and without a fault of its own; what is no whole request
 * is answered when its time is up. Then the server closes the connection, and logs no error.
 */
final class HttpUpgradesTarget implements FuzzTarget {

  private static final Pattern ANSWER =
      Pattern.compile("HTTP/1\\.1 (101|200|4\\d\\d|501|505) .*", Pattern.DOTALL);

  private static final int STATUS_BYTES = "HTTP/1.1 101 ".length();

  private static final String UPGRADE =
      """
      GET /ws HTTP/1.1\r
      Host: localhost:5000\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            errors.add(event.getFormattedMessage());
          }
        }
      };

  private @Nullable RunningServer server;

  @Override
  public void read(byte[] input) {
    answerTo(input)
        .filter(answer -> !ANSWER.matcher(answer).matches())
        .ifPresent(
            answer -> {
              throw new AssertionError("answered: '%s'".formatted(answer));
            });
    if (!errors.isEmpty()) {
      throw new AssertionError("logged: " + errors.poll());
    }
  }

  /** Returns what the server has said, or nothing if that was lost. */
  private Optional<String> answerTo(byte[] input) {
    var address = Objects.requireNonNull(server, "open() comes first").webSocketAddress();
    var answer = new ByteArrayOutputStream();
    try (var socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout((int) Await.LONGEST.toMillis());
      socket.getOutputStream().write(input);
      InputStream in = socket.getInputStream();
      answer.write(in.readNBytes(STATUS_BYTES));
      socket.shutdownOutput(); // not before: who leaves is not answered
      in.transferTo(answer);
    } catch (SocketException closed) {
      // With bytes of ours on their way, which takes the answer along unless it was here before.
      return Optional.of(answer.toString(ISO_8859_1)).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException("not answered to the end", e);
    }
    return Optional.of(answer.toString(ISO_8859_1));
  }

  @Override
  public void open() {
    server =
        RunningServer.start(
            """
            master.proxies.trusted = ["127.0.0.1"]
            # How long a head may take that is not whole, or that Pekko HTTP does not answer.
            master.connection.handshake-timeout = 300 ms
            """);
    appender.start();
    root().addAppender(appender);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Override
  public void close() {
    if (server != null) {
      root().detachAppender(appender);
      server.close();
      server = null;
    }
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (String request :
        List.of(
            UPGRADE,
            UPGRADE.replace("/ws", "/elsewhere"),
            UPGRADE.replace(": 13", ": 8"),
            UPGRADE.replace("AAAAAA==", ""),
            UPGRADE.replace("Host", "Origin: https://example.org\r\nHost"),
            UPGRADE.replace("Host", "X-Forwarded-For: 192.0.2.7, [2001:db8::7]:1\r\nHost"),
            UPGRADE.replace("Host", "X-Forwarded-Proto: https\r\nHost"),
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "HEAD /w HTTP/1.0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
            "GET /",
            "no HTTP\r\n\r\n")) {
      seeds.add(request.getBytes(ISO_8859_1));
    }
    var withMessages = new WireWriter();
    withMessages.writeUtf8(UPGRADE);
    for (byte[] message : Recordings.messages().subList(0, 3)) {
      withMessages.writeBytes(WebSocketFramesTarget.frame(0x82, message));
    }
    seeds.add(withMessages.toArray());
    return seeds;
  }
}
