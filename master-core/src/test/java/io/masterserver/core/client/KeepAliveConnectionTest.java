package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "over {0}")
@EnumSource(Over.class)
@DisplayName("A client that keeps its connection alive")
class KeepAliveConnectionTest {

  private final Over over;

  private static final Duration HOUR = Duration.ofHours(1);

  /** Long enough that an answer is in time also on a busy machine. */
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** So short that the lack of an answer is noticed soon. */
  private static final Duration SHORT = Duration.ofMillis(5);

  private final Events events = new Events();
  private TestServer server;

  KeepAliveConnectionTest(Over over) {
    this.over = over;
  }

  @BeforeEach
  void start() throws Exception {
    server = over.serve();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  @DisplayName("pings right after connecting, before anything else is sent")
  void first() throws Exception {
    try (var client = connected(HOUR)) {
      client.request(LENGTH, "four");

      TestPeer peer = server.accept();

      assertThat(peer.receive().opcode()).isEqualTo(CoreOperations.PING.opcode());
      Message request = peer.receive();
      assertThat(request.opcode()).isEqualTo(LENGTH.opcode());
      assertThat(request.requestId()).as("from the counter of the pings").isEqualTo(2);
    }
  }

  @Test
  @DisplayName("pings again when it was answered, be it by a server that does not know pings")
  void again() throws Exception {
    try (var client = connected(SECOND)) {
      TestPeer peer = server.accept();
      Message ping = peer.receive();

      peer.respond(ping, Status.NOT_HANDLED, Bytes.EMPTY);

      assertThat(peer.receive().opcode()).isEqualTo(CoreOperations.PING.opcode());
      assertThat(client.statistics().unexpectedResponses()).isZero();
    }
  }

  @Test
  @DisplayName("takes a connection without answers for lost, and connects again")
  void lost() throws Exception {
    try (var client = connected(SHORT)) {
      server.accept();

      assertThat(events.next()).isEqualTo("connected");
      assertThat(events.next())
          .isEqualTo("disconnected: the server did not answer a ping within 0.01 s");
      server.accept();
      assertThat(events.next()).isEqualTo("connected");
      assertThat(client.statistics().reconnects()).isPositive();
    }
  }

  @Test
  @DisplayName("needs an interval of 0 or more")
  void negative() {
    assertThatThrownBy(() -> MasterClient.builder().keepAlive(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("keep-alive: PT-1S (expected: 0 or more)");
  }

  private MasterClient connected(Duration interval) throws Exception {
    var client = server.clientBuilder().keepAlive(interval).build();
    client.addListener(events);
    await(client.connect());
    return client;
  }
}
