package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.SAY;
import static io.masterserver.core.client.Operations.await;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Within a session, each message is handled once and in order")
class LostConnectionsTest {

  private static final int REQUESTS = 1000;

  private final SessionKeeper keeper = new SessionKeeper();

  @ParameterizedTest
  @EnumSource
  @DisplayName("when the connection is lost in the midst of many requests")
  void in_the_midst(Over over) throws Exception {
    try (var server = over.serve()) {
      server.onMessage(hangingUpInTheMidst());
      try (var client = client(server.clientBuilder())) {
        var pushes = pushes(client);
        await(client.connect());

        askAll(client);

        assertThat(client.statistics().resumptions()).isEqualTo(1);
        assertThat(pushes.all()).isEqualTo(numbers(1, REQUESTS));
        assertThat(client.statistics().unexpectedResponses()).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName("wherever the connection is cut, again and again")
  void anywhere(long seed) throws Exception {
    try (var server = new TcpTestServer();
        var proxy = new CuttingProxy(server.port(), seed)) {
      server.onMessage(keeper);
      try (var client = client(MasterClient.builder().address(server.host(), proxy.port()))) {
        var pushes = pushes(client);
        await(client.connect());

        askAll(client);

        assertThat(pushes.all()).isEqualTo(numbers(1, REQUESTS));
        assertThat(client.statistics().unexpectedResponses()).isZero();
        assertThat(proxy.connections()).isGreaterThan(10);
      }
    }
  }

  /** The first request has its answer before the others are sent: the session is open then. */
  private void askAll(MasterClient client) throws Exception {
    assertThat(await(client.request(LENGTH, "0"))).isEqualTo(Response.success(1));
    var answers = new ArrayList<CompletionStage<Response<Integer>>>();
    for (int i = 1; i < REQUESTS; i++) {
      answers.add(client.request(LENGTH, String.valueOf(i)));
    }

    for (int i = 1; i < REQUESTS; i++) {
      assertThat(await(answers.get(i - 1))).isEqualTo(Response.success(String.valueOf(i).length()));
    }
    assertThat(keeper.executed()).isEqualTo(numbers(0, REQUESTS - 1));
  }

  private BiConsumer<TestPeer, Message> hangingUpInTheMidst() {
    return (peer, message) -> {
      keeper.accept(peer, message);
      if (message.opcode() == LENGTH.opcode() && message.data().utf8().equals("500")) {
        peer.close();
      }
    };
  }

  private static MasterClient client(ClientBuilder builder) {
    return builder
        .sessions(true)
        .keepAlive(Duration.ZERO)
        .reconnect(ReconnectPolicy.backoff(Duration.ofMillis(1), Duration.ofMillis(2)))
        .build();
  }

  private static Pushes pushes(MasterClient client) {
    var pushes = new Pushes();
    client.handle(SAY, pushes::heard);
    return pushes;
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
  }

  /** What the server said of its own accord. */
  private static final class Pushes {

    private final List<String> heard = new ArrayList<>(); // by the dispatch thread
    private final CountDownLatch last = new CountDownLatch(1);

    void heard(String text) {
      heard.add(text);
      if (text.equals(String.valueOf(REQUESTS))) {
        last.countDown();
      }
    }

    List<String> all() throws InterruptedException {
      assertThat(last.await(10, SECONDS)).isTrue();
      return heard;
    }
  }
}
