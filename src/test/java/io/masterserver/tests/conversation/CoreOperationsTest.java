package io.masterserver.tests.conversation;

import static io.masterserver.core.packet.Empty.EMPTY;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Status;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Inbox;
import io.masterserver.tests.fixture.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("transport")
@DisplayName("A server without settings of its own")
@Timeout(60)
class CoreOperationsTest {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            """
            master.modules.core {
              permission-keys = [{ key = "a key of sixteen or more", level = 7 }]
              permission-key-tries = 3
            }
            """,
            new EchoModule());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void sends_every_payload_back() {
    try (MasterClient client = server.connect()) {
      Bytes payload = Bytes.wrap(new byte[100_000]);

      assertThat(Await.result(client.request(EchoModule.ECHO, payload)).value()).isEqualTo(payload);
    }
  }

  @Test
  void answers_a_ping() {
    try (MasterClient client = server.connect()) {
      assertThat(Await.result(client.ping())).isPositive();
    }
  }

  @Test
  void answers_a_thousand_pipelined_requests_in_order() {
    try (MasterClient client = server.connect()) {
      var answers = new Inbox<Long>();
      List<Long> received = new ArrayList<>();
      List<Long> sent = new ArrayList<>();

      for (long number = 0; number < 1000; number++) {
        client.request(CoreOperations.PING, number, (status, pong) -> answers.add(pong.value()));
        sent.add(number);
      }
      for (int i = 0; i < 1000; i++) {
        received.add(answers.take());
      }

      assertThat(received).isEqualTo(sent);
    }
  }

  @Test
  void gives_each_connection_a_guid_that_stays() {
    try (MasterClient client = server.connect();
        MasterClient other = server.connect()) {
      UUID guid = guid(client);

      assertThat(guid(client)).isEqualTo(guid);
      assertThat(guid(other)).isNotEqualTo(guid);
    }
  }

  @Test
  void tells_a_new_peer_that_it_has_no_permissions() {
    try (MasterClient client = server.connect()) {
      assertThat(claim(client, "")).isEqualTo(Response.success(0));
    }
  }

  @Test
  void gives_the_level_of_a_right_permission_key() {
    try (MasterClient client = server.connect()) {
      assertThat(claim(client, "a key of sixteen or more")).isEqualTo(Response.success(7));
      assertThat(claim(client, "")).isEqualTo(Response.success(7));
    }
  }

  @Test
  void refuses_a_wrong_permission_key() {
    try (MasterClient client = server.connect()) {
      assertThat(claim(client, "guessed"))
          .isEqualTo(Response.failure(Status.UNAUTHORIZED, "Invalid permission key"));
      assertThat(claim(client, "")).isEqualTo(Response.success(0));
    }
  }

  @Test
  void disconnects_a_peer_that_guesses_permission_keys() {
    try (MasterClient client = server.connect()) {
      Inbox<String> disconnects = Inbox.ofDisconnects(client);

      assertThat(claim(client, "first guess").status()).isEqualTo(Status.UNAUTHORIZED);
      assertThat(claim(client, "second guess").status()).isEqualTo(Status.UNAUTHORIZED);
      assertThat(claim(client, "third guess").status()).isEqualTo(Status.UNAUTHORIZED);

      assertThat(disconnects.take()).contains("too many wrong permission keys");
    }
  }

  private static UUID guid(MasterClient client) {
    return Await.result(client.request(CoreOperations.PEER_GUID, EMPTY)).value();
  }

  private static Response<Integer> claim(MasterClient client, String key) {
    return Await.result(client.request(CoreOperations.PERMISSION_LEVEL, key));
  }
}
