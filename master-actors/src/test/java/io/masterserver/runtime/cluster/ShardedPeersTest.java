package io.masterserver.runtime.cluster;

import static io.masterserver.runtime.cluster.ClusterNode.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.api.PeerConnected;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerConnection;
import io.masterserver.runtime.peer.PropertyAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In a cluster of two nodes")
class ShardedPeersTest {

  private static final Notification<String> NEWS = Notification.of(7, "news", Codec.STRING);
  private static final Request<String, String> QUESTION =
      Request.of(8, "question", Codec.STRING, Codec.STRING);

  private static final PropertyKey<String> NICK =
      PropertyKey.of(1, "nick", String.class, Codec.STRING).withDefault("nobody");
  private static final PropertyKey<String> STAYS = PropertyKey.of(2, "stays", String.class);

  private static final ClusterNode a = new ClusterNode();
  private static final ClusterNode b = new ClusterNode();

  @BeforeAll
  static void start() {
    a.join(a);
    b.join(a);
  }

  @AfterAll
  static void stop() {
    b.close();
    a.close();
  }

  private static int newId() {
    return ClusterNode.newShard() << PeerEntity.COUNTER_BITS | 1;
  }

  /** Returns a peer on node {@code a} that a connection on node {@code b} is attached to. */
  private static ActorRef<Peer.Command> remotePeer(
      TestProbe<PeerConnection.Command> connection, int id) {
    var first = a.connection();
    a.attach(first, id + 1); // the shard lives where it is asked for first
    first.expectMessageClass(PeerConnection.Attached.class, PATIENCE);
    b.attach(connection, id);
    var attached = connection.expectMessageClass(PeerConnection.Attached.class, PATIENCE);
    assertThat(attached.peerId()).isEqualTo(id);
    assertThat(attached.peer().path().address().hasGlobalScope()).isTrue();
    return attached.peer();
  }

  private static Message only(ByteString frames) {
    var decoder = new FrameDecoder(1024);
    decoder.offer(frames.toArray(), 0, frames.size());
    assertThat(decoder.next())
        .isInstanceOfSatisfying(
            FrameDecoder.Whole.class, whole -> assertThat(decoder.next()).isNull());
    decoder.offer(frames.toArray(), 0, frames.size());
    return ((FrameDecoder.Whole) decoder.next()).message();
  }

  @Test
  void a_peer_lives_on_the_node_that_makes_it() {
    for (ClusterNode node : List.of(a, b)) {
      var connection = node.connection();

      node.peers.attach(connection.ref(), "127.0.0.1:4711", "tcp");

      var attached = connection.expectMessageClass(PeerConnection.Attached.class, PATIENCE);
      assertThat(attached.peer().path().address().hasLocalScope()).isTrue();
    }
  }

  @Test
  void a_connection_talks_to_a_peer_of_the_other_node() {
    var connection = b.connection();
    ActorRef<Peer.Command> peer = remotePeer(connection, newId());

    peer.tell(
        new Peer.Inbound(connection.ref(), List.of(Message.request(999, Bytes.ofHex("00ff"), 5))));

    var outbound = connection.expectMessageClass(PeerConnection.Outbound.class, PATIENCE);
    assertThat(outbound.done()).isEqualTo(1);
    assertThat(only(outbound.frames()))
        .isEqualTo(
            Message.response(
                999, Bytes.ofUtf8("opcode 999 is not handled"), 5, Status.NOT_HANDLED));
  }

  @Test
  void the_second_connection_with_the_same_id_is_refused() {
    int id = newId();
    var first = a.connection();
    a.attach(first, id);
    first.expectMessageClass(PeerConnection.Attached.class, PATIENCE);
    var second = b.connection();

    b.attach(second, id);

    second.expectMessage(PATIENCE, new PeerConnection.Refused(id));
  }

  @Test
  void what_is_sent_to_a_peer_reaches_its_connection_from_both_nodes() {
    int id = newId();
    var connection = b.connection();
    remotePeer(connection, id);

    for (ClusterNode node : List.of(a, b)) {
      node.peers.peer(new PeerId(id)).send(NEWS, "hello", DeliveryMethod.UNRELIABLE);

      var outbound = connection.expectMessageClass(PeerConnection.Outbound.class, PATIENCE);
      assertThat(outbound.delivery()).isEqualTo(DeliveryMethod.UNRELIABLE);
      assertThat(only(outbound.frames()))
          .isEqualTo(Message.notification(7, Codec.STRING.encode("hello")));
    }
  }

  @Test
  void a_broadcast_reaches_peers_of_both_nodes() {
    int id = newId();
    var here = b.connection();
    var there = b.connection();
    remotePeer(here, id);
    b.attach(there, id + 2);
    there.expectMessageClass(PeerConnection.Attached.class, PATIENCE);

    b.peers.broadcast(
        List.of(b.peers.peer(new PeerId(id)), b.peers.peer(new PeerId(id + 2))),
        NEWS,
        "to all",
        DeliveryMethod.RELIABLE);

    here.expectMessageClass(PeerConnection.Outbound.class, PATIENCE);
    there.expectMessageClass(PeerConnection.Outbound.class, PATIENCE);
  }

  @Test
  void the_answer_of_a_peer_reaches_who_has_asked_on_the_other_node() {
    int id = newId();
    var connection = b.connection();
    ActorRef<Peer.Command> peer = remotePeer(connection, id);

    CompletionStage<Response<String>> answer =
        b.peers.peer(new PeerId(id)).request(QUESTION, "why?", PATIENCE);
    Message asked =
        only(connection.expectMessageClass(PeerConnection.Outbound.class, PATIENCE).frames());
    peer.tell(
        new Peer.Inbound(
            connection.ref(),
            List.of(
                Message.response(
                    8, Codec.STRING.encode("because"), asked.requestId(), Status.SUCCESS))));

    assertThat(answer).succeedsWithin(PATIENCE).isEqualTo(Response.success("because"));
  }

  @Test
  void a_peer_that_does_not_exist_is_not_connected() {
    CompletionStage<Response<String>> answer =
        b.peers.peer(new PeerId(newId())).request(QUESTION, "who?", Duration.ofSeconds(10));

    assertThat(answer)
        .succeedsWithin(PATIENCE)
        .satisfies(response -> assertThat(response.status()).isEqualTo(Status.NOT_CONNECTED));
  }

  @Test
  void disconnect_closes_the_connection_on_the_other_node() {
    int id = newId();
    var connection = b.connection();
    remotePeer(connection, id);

    a.peers.peer(new PeerId(id)).disconnect("enough");

    connection.expectMessage(PATIENCE, new PeerConnection.Close("enough"));
  }

  @Test
  void a_peer_ends_when_the_connection_on_the_other_node_dies_without_a_word() {
    int id = newId();
    var connection = b.connection();
    remotePeer(connection, id);

    connection.stop();

    a.events.fishForMessage(
        PATIENCE,
        event ->
            event instanceof PeerDisconnected gone && gone.info().id().value() == id
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  @Test
  void a_property_is_written_read_and_cleared_from_both_nodes() {
    int id = newId();
    remotePeer(b.connection(), id);

    for (ClusterNode writer : List.of(a, b)) {
      for (ClusterNode reader : List.of(a, b)) {
        PeerHandle peer = writer.peers.peer(new PeerId(id));
        assertThat(peer.read(NICK)).succeedsWithin(PATIENCE).isEqualTo(Optional.of("nobody"));
        peer.write(NICK, "anna");
        assertThat(peer.read(NICK)).succeedsWithin(PATIENCE).isEqualTo(Optional.of("anna"));

        PeerHandle same = reader.peers.peer(new PeerId(id));
        assertThat(same.read(NICK)).succeedsWithin(PATIENCE).isEqualTo(Optional.of("anna"));
        peer.clear(NICK);
        assertThat(peer.read(NICK)).succeedsWithin(PATIENCE).isEqualTo(Optional.of("nobody"));
      }
    }
  }

  @Test
  void a_property_that_the_node_of_the_peer_has_set_is_read_on_the_other() {
    int id = newId();
    var peer = remotePeer(b.connection(), id);
    var handle = localHandle(id);

    handle.write(NICK, "anna");
    handle.write(STAYS, "here");
    assertThat(handle.read(STAYS)).succeedsWithin(PATIENCE).isEqualTo(Optional.of("here"));

    assertThat(b.peers.peer(new PeerId(id)).read(NICK))
        .succeedsWithin(PATIENCE)
        .isEqualTo(Optional.of("anna"));
    TestProbe<PropertyAnswer> asker = b.kit.createTestProbe();
    peer.tell(new Peer.ReadProperty(STAYS.code(), asker.ref()));
    assertThat(asker.expectMessageClass(PropertyAnswer.Unreadable.class, PATIENCE).why())
        .contains("property 'stays' (code 2) has no codec")
        .contains("PropertyKey.of(2, \"stays\", String.class, codec)");
  }

  /** Returns the way to a peer on node {@code a} that exchanges there have. */
  private static PeerHandle localHandle(int id) {
    return a
        .events
        .fishForMessage(
            PATIENCE,
            event ->
                event instanceof PeerConnected there && there.info().id().value() == id
                    ? FishingOutcomes.complete()
                    : FishingOutcomes.continueAndIgnore())
        .stream()
        .map(PeerConnected.class::cast)
        .toList()
        .getLast()
        .peer();
  }

  @Test
  void a_key_without_codec_is_refused_for_a_peer_that_may_be_anywhere() {
    PeerHandle peer = a.peers.peer(new PeerId(newId()));

    assertThatThrownBy(() -> peer.write(STAYS, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "property 'stays' (code 2) has no codec, so only the node of its peer can use it"
                + " (give it one: PropertyKey.of(2, \"stays\", String.class, codec))");
    assertThat(peer.read(STAYS))
        .failsWithin(PATIENCE)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(IllegalArgumentException.class)
        .withMessageContaining("property 'stays' (code 2) has no codec");
  }

  @Test
  void the_door_of_a_shard_is_no_peer() {
    int door = newId() - 1;
    PeerHandle nobody = b.peers.peer(new PeerId(door));
    var connection = b.connection();

    b.attach(connection, door);
    nobody.write(NICK, "anna");

    connection.expectMessage(PATIENCE, new PeerConnection.Refused(door));
    assertThat(nobody.read(NICK)).succeedsWithin(PATIENCE).isEqualTo(Optional.of("nobody"));
    assertThat(nobody.request(QUESTION, "who?", PATIENCE))
        .succeedsWithin(PATIENCE)
        .isEqualTo(Response.failure(Status.NOT_CONNECTED, "no peer has the id " + door));
  }

  @Test
  void all_who_ask_for_a_peer_that_does_not_exist_are_told_so() {
    assertAllAreAnswered(a.peers.peer(new PeerId(newId())));
  }

  @Test
  void all_who_ask_a_peer_while_it_ends_are_told_that_it_does_not_exist() {
    int id = newId();
    var connection = a.connection();
    a.attach(connection, id);
    connection.expectMessageClass(PeerConnection.Attached.class, PATIENCE);

    a.peers.lost(id, connection.ref(), "the client has closed the connection");

    assertAllAreAnswered(a.peers.peer(new PeerId(id)));
  }

  private static void assertAllAreAnswered(PeerHandle nobody) {
    List<CompletionStage<Optional<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(nobody.read(NICK));
    }
    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer).succeedsWithin(PATIENCE).isEqualTo(Optional.of("nobody")));
  }
}
