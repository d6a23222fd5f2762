package io.masterserver.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PeerConnected;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.core.wire.Bytes;
import io.masterserver.tests.fixture.Inbox;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("transport")
@DisplayName("The peer of a client ends when the client")
@Timeout(60)
class VanishedClientTest {

  private final Inbox<PeerConnected> arrivals = new Inbox<>();
  private final Inbox<PeerDisconnected> departures = new Inbox<>();
  private RunningServer server;

  @BeforeEach
  void start() {
    server =
        RunningServer.start(
            "",
            new ScriptedModule(
                "watcher",
                module -> {
                  module.subscribe(PeerConnected.class, event -> () -> arrivals.add(event));
                  module.subscribe(PeerDisconnected.class, event -> () -> departures.add(event));
                }));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void vanishes_in_the_middle_of_a_message() {
    RawClient client = server.open();
    PeerConnected arrived = arrivals.take();
    client.sendBytes(Bytes.ofHex("0000001001000200").toArray());

    client.vanish();

    assertThat(departures.take().info()).isEqualTo(arrived.info());
  }

  @Test
  void closes_the_connection() {
    RawClient client = server.open();
    PeerConnected arrived = arrivals.take();

    client.close();

    assertThat(departures.take().info()).isEqualTo(arrived.info());
  }
}
