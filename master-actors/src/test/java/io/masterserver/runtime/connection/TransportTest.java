package io.masterserver.runtime.connection;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A transport")
@Timeout(180)
class TransportTest {

  private static final int PATIENCE_MILLIS = 20_000;

  private Transport.Listener listener;

  private Socket connect(TransportKind kind, Flow<ByteString, ByteString, NotUsed> handler)
      throws Exception {
    listen(kind, handler);
    return connect();
  }

  private void listen(TransportKind kind, Flow<ByteString, ByteString, NotUsed> handler)
      throws Exception {
    GatewaySettings settings = TransportKind.settings(freePort());
    listener =
        done(kind.transport(settings).bind(settings.bind(), accepted -> accepted.handle(handler)));
  }

  private static InetSocketAddress freePort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private Socket connect() throws IOException {
    var socket = new Socket(listener.address().getAddress(), listener.address().getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static <T> T done(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(PATIENCE_MILLIS, MILLISECONDS);
  }

  @AfterEach
  void unbind() throws Exception {
    done(listener.unbind());
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @EnumSource
  void carries_bytes_both_ways_as_they_are(TransportKind kind) throws Exception {
    byte[] sent = random(3_000_000);
    try (Socket client = connect(kind, Flow.create())) {
      var writing =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.getOutputStream().write(sent);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });

      assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
      writing.get(1, SECONDS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sends_what_is_still_to_be_said_when_the_client_has_closed_its_side(TransportKind kind)
      throws Exception {
    var received = new CompletableFuture<ByteString>();
    Flow<ByteString, ByteString, NotUsed> answerAtTheEnd =
        Flow.fromSinkAndSource(
            Sink.<ByteString>foreach(bytes -> {})
                .mapMaterializedValue(
                    end -> end.thenRun(() -> received.complete(ByteString.fromString("farewell")))),
            Source.completionStage(received));
    try (Socket client = connect(kind, answerAtTheEnd)) {
      client.getOutputStream().write(1);
      client.shutdownOutput();

      assertThat(new String(client.getInputStream().readAllBytes())).isEqualTo("farewell");
    }
  }

  @ParameterizedTest
  @EnumSource
  void closes_when_all_has_been_sent(TransportKind kind) throws Exception {
    byte[] sent = random(500_000);
    Flow<ByteString, ByteString, NotUsed> speaker =
        Flow.fromSinkAndSource(Sink.ignore(), Source.single(ByteString.fromArray(sent)));
    try (Socket client = connect(kind, speaker)) {
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
    }
  }

  @ParameterizedTest
  @EnumSource
  void resets_the_connection_of_a_handler_that_fails(TransportKind kind) throws Exception {
    Flow<ByteString, ByteString, NotUsed> failing =
        Flow.of(ByteString.class)
            .map(
                bytes -> {
                  throw new ConnectionAborted("for a test");
                });
    try (Socket client = connect(kind, failing)) {
      client.getOutputStream().write(1);

      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @ParameterizedTest
  @EnumSource
  void tells_the_handler_when_the_client_has_reset_the_connection(TransportKind kind)
      throws Exception {
    var ended = new CompletableFuture<Done>();
    Flow<ByteString, ByteString, NotUsed> watched =
        Flow.of(ByteString.class)
            .watchTermination(
                (none, end) -> {
                  end.whenComplete((done, failure) -> ended.complete(Done.getInstance()));
                  return none;
                });
    Socket client = connect(kind, watched);
    client.getOutputStream().write(1);
    client.getInputStream().read();
    client.setSoLinger(true, 0);
    client.close();

    ended.get(PATIENCE_MILLIS, MILLISECONDS);
  }

  @ParameterizedTest
  @EnumSource
  void notices_that_a_client_goes_of_whom_nothing_is_asked(TransportKind kind) throws Exception {
    var ended = new CompletableFuture<Done>();
    Flow<ByteString, ByteString, NotUsed> silent =
        Flow.of(ByteString.class)
            .mapAsync(1, bytes -> new CompletableFuture<ByteString>())
            .watchTermination(
                (none, end) -> {
                  end.whenComplete((done, failure) -> ended.complete(Done.getInstance()));
                  return none;
                });
    Socket client = connect(kind, silent);
    client.getOutputStream().write(1);
    client.setSoLinger(true, 0);
    client.close();

    ended.get(PATIENCE_MILLIS, MILLISECONDS);
  }

  @ParameterizedTest
  @EnumSource
  void serves_many_at_once(TransportKind kind) throws Exception {
    listen(kind, Flow.create());
    Socket[] clients = new Socket[100];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = connect();
      clients[i].getOutputStream().write(i);
    }
    for (int i = 0; i < clients.length; i++) {
      assertThat(clients[i].getInputStream().read()).isEqualTo(i);
      clients[i].close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void accepts_nothing_more_when_it_is_unbound_and_goes_on_with_those_that_are_there(
      TransportKind kind) throws Exception {
    try (Socket client = connect(kind, Flow.create())) {
      client.getOutputStream().write(1);
      assertThat(client.getInputStream().read()).isEqualTo(1);
      done(listener.unbind());

      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
      client.getOutputStream().write(2);
      assertThat(client.getInputStream().read()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void fails_where_somebody_else_listens(TransportKind kind) throws Exception {
    listen(kind, Flow.create());
    GatewaySettings taken = TransportKind.settings(listener.address());

    assertThat(kind.transport(taken).bind(taken.bind(), accepted -> {}))
        .failsWithin(Duration.ofMillis(PATIENCE_MILLIS));
  }

  @ParameterizedTest
  @EnumSource(names = "EVENT_LOOP")
  void serves_a_connection_on_one_loop_and_connections_on_all(TransportKind kind) throws Exception {
    listen(
        kind,
        Flow.of(ByteString.class)
            .map(bytes -> ByteString.fromString(Thread.currentThread().getName() + "\n")));
    try (Socket first = connect();
        Socket second = connect()) {
      String firstLoop = threadOf(first);
      assertThat(firstLoop).startsWith("master-loop-");
      assertThat(threadOf(second)).startsWith("master-loop-").isNotEqualTo(firstLoop);
      assertThat(threadOf(first)).isEqualTo(firstLoop);
    }
  }

  private static String threadOf(Socket client) throws IOException {
    client.getOutputStream().write(1);
    var name = new StringBuilder();
    for (int next = client.getInputStream().read();
        next != '\n';
        next = client.getInputStream().read()) {
      name.append((char) next);
    }
    return name.toString();
  }

  @ParameterizedTest
  @EnumSource(names = "EVENT_LOOP")
  void gives_a_client_that_takes_nothing_only_so_long_for_the_last_bytes(TransportKind kind)
      throws Exception {
    var ended = new CompletableFuture<Optional<Throwable>>();
    Flow<ByteString, ByteString, NotUsed> speaker =
        Flow.fromSinkAndSource(
            Sink.onComplete(end -> ended.complete(Optional.empty())),
            Source.single(ByteString.fromArray(random(50_000_000))));
    try (Socket client = connect(kind, speaker)) {
      ended.get(PATIENCE_MILLIS, MILLISECONDS);

      assertThatThrownBy(() -> client.getInputStream().readAllBytes())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }
}
