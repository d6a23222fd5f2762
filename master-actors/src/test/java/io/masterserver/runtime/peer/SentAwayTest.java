package io.masterserver.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that is to go on at another node")
class SentAwayTest {

  private static final PropertyKey<Integer> TRAVELS =
      PropertyKey.of(900, "travels", Integer.class, Codec.INT);
  private static final PropertyKey<Object> STAYS = PropertyKey.of(901, "stays", Object.class);
  private static final Request<String, String> ASK = Request.of(1, "ask", Codec.TEXT, Codec.TEXT);
  private static final GoingAway NOTICE = new GoingAway("go", 0, List.of("b:5001"));

  private final ProbedNode node = new ProbedNode(ProbedSession.SETTINGS);

  @AfterEach
  void stop() {
    node.close();
  }

  private static void sendAway(ProbedPeer peer) {
    peer.ref.tell(
        new SessionMessage.SendAway(
            transport -> transport.equals("tcp") ? Optional.of(NOTICE) : Optional.empty()));
    peer.awaitHandled();
  }

  @Test
  void is_told_where() {
    ProbedPeer peer = ProbedSession.open(node).peer;
    peer.handle.write(TRAVELS, 1);

    sendAway(peer);

    assertThat(peer.connection.receiveMessage()).isEqualTo(new PeerConnection.GoAway(NOTICE));
  }

  @Test
  void stays_when_it_has_no_session() {
    ProbedPeer peer = node.connect();

    sendAway(peer);

    peer.connection.expectNoMessage(Duration.ZERO);
  }

  @Test
  void stays_when_it_would_lose_a_property() {
    ProbedPeer peer = ProbedSession.open(node).peer;
    peer.handle.write(STAYS, "a part of this process");

    sendAway(peer);

    peer.connection.expectNoMessage(Duration.ZERO);
  }

  @Test
  void stays_while_a_module_has_something_of_it() {
    node.start("slow", context -> context.handle(ASK, exchange -> () -> {}));
    ProbedPeer peer = ProbedSession.open(node).peer;
    peer.send(ProbedPeer.request(ASK, "slow?", 7));

    sendAway(peer);

    peer.connection.expectNoMessage(Duration.ZERO);
  }

  @Test
  void stays_when_no_other_node_is_reached_by_its_transport() {
    ProbedPeer peer = ProbedSession.open(node, "127.0.0.1", "ws").peer;

    sendAway(peer);

    peer.connection.expectNoMessage(Duration.ZERO);
  }

  @Test
  void that_is_away_is_told_nothing() {
    ProbedSession session = ProbedSession.open(node);
    session.lose();

    sendAway(session.peer);

    session.peer.connection.expectNoMessage(Duration.ZERO);
  }
}
