package io.masterserver.tests.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.wire.Message;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RawWebSocket;
import io.masterserver.tests.fixture.RunningServer;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Clients behind one proxy")
@Timeout(60)
class ClientsBehindOneProxyTest {

  private static final String BEHIND_PROXY =
      """
      master.proxies.trusted = [ "127.0.0.1" ]
      master.tcp.proxy-protocol = on
      """;

  @Test
  void are_counted_by_their_own_addresses_on_tcp() {
    try (RunningServer server = start("max-connections-per-address = 2")) {
      RawClient first = from(server, "203.0.113.7");
      RawClient second = from(server, "203.0.113.7");
      assertThat(WhoAmI.ask(first)).isEqualTo(WhoAmI.ask(second));

      List<Message> refusal = from(server, "203.0.113.7").receiveUntilClosed();

      assertThat(refusal).hasSize(1);
      assertThat(refusal.getFirst().data().utf8())
          .isEqualTo("too many connections from your address: 2");
      assertThat(WhoAmI.ask(from(server, "203.0.113.8"))).startsWith("203.0.113.8");

      first.close();
      Await.until("a place is free", () -> isServed(from(server, "203.0.113.7")));
    }
  }

  @Test
  void are_counted_by_their_own_addresses_on_a_websocket() {
    try (RunningServer server = start("max-connections-per-address = 1")) {
      RawWebSocket first = webSocket(server, "203.0.113.7");
      first.expectUpgrade();
      RawWebSocket second = webSocket(server, "203.0.113.7");
      RawWebSocket other = webSocket(server, "203.0.113.8");

      assertThat(new String(second.receiveUntilClosed(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 503 ")
          .contains("too many connections from your address: 1");
      other.expectUpgrade();
      assertThat(WhoAmI.ask(other)).isEqualTo("203.0.113.8:0 proxied-ws");

      first.close();
      Await.until("a place is free", () -> isUpgraded(server, "203.0.113.7"));
    }
  }

  @Test
  @DisplayName("are not counted any more when they have gone before, within or behind the header")
  void give_their_places_back_however_they_go() {
    try (RunningServer server = start("max-connections = 5")) {
      byte[] header = ProxyHeaderBytes.text("203.0.113.7");
      for (int cut = 0; cut <= header.length; cut++) {
        RawClient client = RawClient.open(server.address());
        client.sendBytes(Arrays.copyOf(header, cut));
        if (cut % 2 == 0) {
          client.vanish();
        } else {
          client.close();
        }
      }
      List<RawClient> all = new ArrayList<>();
      Await.until(
          "all places are free",
          () -> {
            RawClient client = from(server, "203.0.113.7");
            if (isServed(client)) {
              all.add(client);
            }
            return all.size() == 5;
          });
      assertThat(isServed(from(server, "203.0.113.7"))).isFalse();
    }
  }

  private static RunningServer start(String limit) {
    return RunningServer.start(BEHIND_PROXY + "master.connection." + limit, WhoAmI.module());
  }

  private static RawClient from(RunningServer server, String address) {
    RawClient client = server.open();
    client.sendBytes(ProxyHeaderBytes.text(address));
    return client;
  }

  /** Who is refused may see the connection reset instead, because it sends on. */
  private static boolean isServed(RawClient client) {
    try {
      return WhoAmI.ask(client).startsWith("203.0.113.7");
    } catch (AssertionError | UncheckedIOException e) {
      return false;
    }
  }

  private static RawWebSocket webSocket(RunningServer server, String address) {
    RawWebSocket client = server.openWebSocket();
    client.sendBytes(
        RawWebSocket.upgrade(server.webSocketAddress(), "/ws", "X-Forwarded-For: " + address));
    return client;
  }

  private static boolean isUpgraded(RunningServer server, String address) {
    try (RawWebSocket client = webSocket(server, address)) {
      return client.receiveHead().startsWith("HTTP/1.1 101 ");
    }
  }
}
