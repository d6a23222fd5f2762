package io.masterserver.tests.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.client.ReconnectPolicy;
import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Inbox;
import io.masterserver.tests.fixture.ModuleJar;
import io.masterserver.tests.fixture.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server that is told to end (SIGTERM)")
@Timeout(60)
class SignalTest {

  @TempDir Path folder;

  @Test
  void tells_its_clients_and_finishes_what_is_in_flight() throws IOException {
    try (ServerProcess server = start("10 s");
        MasterClient client = connect(server)) {
      Inbox<GoingAway> notices = Inbox.ofGoingAway(client);
      CompletionStage<Response<Integer>> answer = begin(client, 1000);

      server.terminate();

      assertThat(notices.take().reason()).isEqualTo("the server is stopping");
      assertThat(Await.result(answer)).isEqualTo(Response.success(1000));
      assertThat(server.awaitExit()).isZero();
      assertThat(server.stderr()).isEmpty();
    }
  }

  @Test
  void cuts_off_a_module_that_does_not_answer_in_time() throws IOException {
    try (ServerProcess server = start("300 ms");
        MasterClient client = connect(server)) {
      Inbox<String> disconnects = Inbox.ofDisconnects(client);
      CompletionStage<Response<Integer>> answer = begin(client, 0);

      server.terminate();

      assertThat(disconnects.take()).contains("the server is stopping");
      assertThat(Await.result(answer).status()).isEqualTo(Status.NOT_CONNECTED);
      assertThat(server.awaitExit()).isZero();
    }
  }

  private ServerProcess start(String drainTimeout) throws IOException {
    ModuleJar.write(folder, SlowModule.class);
    Path config =
        Files.writeString(
            folder.resolve("my.conf"), "master.shutdown.drain-timeout = " + drainTimeout);
    return ServerProcess.start(
        "--port", "0", "--config", config.toString(), "--module-path", folder.toString());
  }

  private static MasterClient connect(ServerProcess server) {
    InetSocketAddress address = server.awaitAddress();
    MasterClient client =
        MasterClient.builder()
            .address(address.getHostString(), address.getPort())
            .reconnect(ReconnectPolicy.NEVER)
            .build();
    Await.result(client.connect());
    return client;
  }

  /** Asks, and returns when the module has begun to work on it. */
  private static CompletionStage<Response<Integer>> begin(MasterClient client, int millis) {
    Inbox<Integer> begun = Inbox.of(client, SlowModule.BEGUN);
    CompletionStage<Response<Integer>> answer = client.request(SlowModule.WAIT, millis);
    begun.take();
    return answer;
  }
}
