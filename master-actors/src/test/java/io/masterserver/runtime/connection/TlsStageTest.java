package io.masterserver.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@DisplayName("TLS in a stream, before an echo,")
@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsStageTest {

  private static final ByteString HELLO = ByteString.fromString("hello");
  private static final int PATIENCE_SECONDS = 10;
  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(100);

  /** More than is kept on the way to the network. */
  private static final int ANSWERS = 24;

  private final ActorTestKit kit = ActorTestKit.create();
  private final TlsTestContext context = TlsTestContext.create();

  /** What waits until a test runs it. */
  private final BlockingQueue<Runnable> held = new LinkedBlockingQueue<>();

  private volatile SSLEngine serverEngine;
  private SSLEngine engine;
  private TlsSession client;
  private SourceQueueWithComplete<ByteString> toServer;
  private SinkQueueWithCancel<ByteString> fromServer;
  private ByteString heard = ByteString.emptyByteString();

  @AfterAll
  void stop() {
    kit.shutdownTestKit();
  }

  @BeforeEach
  void connect() throws SSLException {
    connect(ForkJoinPool.commonPool());
  }

  private void connect(Executor handshakes) throws SSLException {
    connect(handshakes, Flow.of(ByteString.class).map(bytes -> bytes));
  }

  private void connect(Executor handshakes, Flow<ByteString, ByteString, NotUsed> connection)
      throws SSLException {
    Pair<SourceQueueWithComplete<ByteString>, SinkQueueWithCancel<ByteString>> ends =
        Source.<ByteString>queue(64, OverflowStrategy.backpressure())
            .via(
                BidiFlow.fromGraph(new TlsStage(this::newServerEngine, handshakes, CLOSE_TIMEOUT))
                    .join(connection))
            .toMat(
                Sink.<ByteString>queue().withAttributes(Attributes.inputBuffer(1, 1)), Keep.both())
            .run(kit.system());
    toServer = ends.first();
    fromServer = ends.second();
    heard = ByteString.emptyByteString();
    engine = context.client("TLSv1.3");
    engine.beginHandshake();
    client = new TlsSession(engine);
    client.received(ByteString.emptyByteString());
  }

  private SSLEngine newServerEngine() {
    serverEngine = context.server();
    return serverEngine;
  }

  private void say() {
    toServer.offer(client.takeOutgoing());
  }

  private Optional<ByteString> next() throws Exception {
    return fromServer.pull().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Takes one piece of what the server sends; false if it has ended. */
  private boolean hear() throws Exception {
    Optional<ByteString> next = next();
    if (next.isPresent()) {
      heard = heard.concat(client.received(next.get()));
      for (Runnable task = client.task(); task != null; task = client.task()) {
        task.run();
        heard = heard.concat(client.received(ByteString.emptyByteString()));
      }
    }
    return next.isPresent();
  }

  private void handshake() throws Exception {
    say();
    while (!client.isEstablished()) {
      hear();
    }
    say();
  }

  private void hearAll(ByteString expected) throws Exception {
    while (heard.size() < expected.size()) {
      assertThat(hear()).isTrue();
    }
    assertThat(heard).isEqualTo(expected);
  }

  @Test
  void answers() throws Exception {
    handshake();
    client.send(HELLO);
    say();

    hearAll(HELLO);
  }

  @Test
  void goes_on_when_the_client_asks_for_other_keys_before_it_hears_what_it_was_told()
      throws Exception {
    handshake();
    ByteString all = ByteString.emptyByteString();
    for (int i = 0; i < ANSWERS; i++) {
      client.send(HELLO);
      say();
      all = all.concat(HELLO);
    }
    engine.beginHandshake(); // of TLS 1.3: other keys, please
    client.received(ByteString.emptyByteString());
    client.send(HELLO);
    say();

    hearAll(all.concat(HELLO));
  }

  @Test
  void reads_what_has_come_while_keys_were_computed() throws Exception {
    connect(held::add);
    say();
    Runnable keys = held.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    toServer.offer(ByteString.fromString("this is not TLS"));

    keys.run();

    assertThatThrownBy(
            () -> {
              while (hear()) {
                // the server's part of the handshake
              }
            })
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("alert");
  }

  @Test
  void computes_no_keys_for_who_has_gone() throws Exception {
    connect(held::add);
    say();
    Runnable keys = held.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);

    toServer.fail(new IOException("reset"));
    assertThatThrownBy(this::next).hasRootCauseMessage("reset");
    keys.run();

    assertThat(serverEngine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_TASK);
  }

  @Test
  void says_that_it_ends_when_the_client_ends() throws Exception {
    handshake();
    client.close();
    say();

    while (hear()) {
      // what was left of the handshake
    }
    assertThat(client.isEndOfInput()).isTrue();
  }

  @Test
  void tells_a_client_that_speaks_something_else_and_ends() throws Exception {
    toServer.offer(ByteString.fromString("GET / HTTP/1.1\r\n\r\n"));

    assertThat(next()).hasValueSatisfying(bytes -> assertThat(bytes.apply(0)).isEqualTo((byte) 21));
    assertThat(next()).isEmpty();
  }

  @Test
  void gives_up_who_never_finishes_the_handshake_when_all_has_been_said() throws Exception {
    var ended = new CompletableFuture<ByteString>();
    connect(
        held::add,
        Flow.fromSinkAndSource(
            Sink.ignore(), Source.completionStage(ended).filter(bytes -> false)));
    say();
    held.poll(PATIENCE_SECONDS, TimeUnit.SECONDS); // and never computed
    ended.complete(ByteString.emptyByteString());

    assertThatThrownBy(
            () -> {
              while (hear()) {
                // nothing comes without keys
              }
            })
        .hasRootCauseInstanceOf(ConnectionAborted.class)
        .hasMessageContaining("TLS was not closed within PT0.1S");
  }
}
