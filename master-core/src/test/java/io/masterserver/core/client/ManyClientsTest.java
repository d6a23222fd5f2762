package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.Response;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "over {0}")
@EnumSource(Over.class)
@DisplayName("Many clients in one JVM")
class ManyClientsTest {

  private final Over over;

  private static final int CLIENTS = 300;
  private static final int REQUESTS = 10;

  ManyClientsTest(Over over) {
    this.over = over;
  }

  @Test
  @DisplayName("each get their own answers")
  void own_answers() throws Exception {
    var clients = new ArrayList<MasterClient>();
    try (var server = over.serve()) {
      server.onMessage((peer, request) -> peer.answer(LENGTH, request, request.data().length()));
      for (int i = 0; i < CLIENTS; i++) {
        var client = server.clientBuilder().build();
        clients.add(client);
        await(client.connect());
      }

      var responses = new ArrayList<CompletionStage<Response<Integer>>>();
      for (int i = 0; i < CLIENTS * REQUESTS; i++) {
        responses.add(clients.get(i % CLIENTS).request(LENGTH, "x".repeat(i)));
      }

      for (int i = 0; i < responses.size(); i++) {
        assertThat(await(responses.get(i)).value()).isEqualTo(i);
      }
    } finally {
      clients.forEach(MasterClient::close);
    }
  }
}
