package io.masterserver.samples.guide;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.guardian.MasterServer;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.testkit.ModuleTestKit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Chapter 4 of the guide: a module")
class RunningServerTest {

  @Test
  void is_added_to_a_running_server_and_takes_an_operation_over() throws Exception {
    MasterServer server =
        MasterServer.start(
                MasterServer.configuration(
                    ConfigFactory.parseString(
                        "master { tcp.bind-port = 0, websocket.bind-port = 0 }")),
                List.of(new EchoModule()))
            .toCompletableFuture()
            .get(30, SECONDS);
    int port = server.address("tcp").getPort();
    try (MasterClient client = MasterClient.builder().address("127.0.0.1", port).build()) {
      client.connect().toCompletableFuture().get(10, SECONDS);
      assertThat(echo(client, "hey").value().utf8()).isEqualTo("hey");

      // tag::add[]
      server.addModule(new LoudEchoModule()).toCompletableFuture().get(30, SECONDS);
      // end::add[]

      assertThat(echo(client, "hey").value().utf8()).isEqualTo("HEY");
    } finally {
      server.stop().toCompletableFuture().get(30, SECONDS);
    }
  }

  // tag::failure[]
  @Test
  void that_fails_is_restarted_and_goes_on() {
    try (var kit = ModuleTestKit.start(new LoudEchoModule())) {
      var peer = kit.connectPeer();

      String text = peer.request(EchoModule.ECHO, Bytes.EMPTY).expectFailure(Status.ERROR);
      assertThat(text).startsWith("Internal Server Error [correlation id ");

      peer.request(EchoModule.ECHO, Bytes.ofUtf8("hey")).expect(Bytes.ofUtf8("HEY"));
    }
  }

  // end::failure[]

  private static Response<Bytes> echo(MasterClient client, String text) throws Exception {
    return client
        .request(EchoModule.ECHO, Bytes.ofUtf8(text))
        .toCompletableFuture()
        .get(10, SECONDS);
  }
}
