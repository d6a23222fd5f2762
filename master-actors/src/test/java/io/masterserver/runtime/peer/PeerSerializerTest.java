package io.masterserver.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.exchange.EncodedProperty;
import io.masterserver.runtime.guardian.MasterServer;
import java.io.NotSerializableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What peers and connections say to each other")
class PeerSerializerTest {

  private static final ActorTestKit testKit =
      ActorTestKit.create(
          "master", MasterServer.configuration(ConfigFactory.parseString("pekko.loglevel = OFF")));

  private static final Serialization serialization = SerializationExtension.get(testKit.system());

  private static final List<String> MANIFESTS =
      List.of(
          "Pt", "Pi2", "Pl2", "Pp2", "Pk", "Pd", "Pr", "Pa", "Pg", "Pw", "Pc", "Pv", "Pu", "Ph",
          "Ps2", "Bd2", "Bh", "Sl", "Su", "Sf", "Ss", "Sr", "Sd", "Sx", "Sa", "Sn", "Sh", "Ct2",
          "Cr", "Co", "Cc", "Cg");

  /** What never leaves its node. */
  private static final Set<String> STAYS =
      Set.of(
          "Ran",
          "Completed",
          "WriteProperty",
          "Overdue",
          "Kept",
          "EndSession",
          "MoveAway",
          "SendAway",
          "TakerGone",
          "Saved",
          "Claimed",
          "SaveFailed",
          "Send",
          "Internal");

  private static final EncodedProperty PROPERTY =
      new EncodedProperty(258, "n", true, Bytes.ofHex("00ff"));

  @AfterAll
  static void stop() {
    testKit.shutdownTestKit();
  }

  private static <T> ActorRef<T> actor() {
    return testKit.<T>createTestProbe().ref();
  }

  static Stream<PeerMessage> samples() {
    var frames = ByteString.fromArray(new byte[] {0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0});
    return Stream.of(
        new Peer.Attach(actor(), "127.0.0.1:4711", "tls"),
        new Peer.Inbound(actor(), List.of()),
        new Peer.Inbound(
            actor(),
            List.of(
                Message.notification(65535, Bytes.EMPTY),
                Message.request(32000, Bytes.ofHex("0102"), -1),
                Message.response(0, Bytes.ofUtf8("é"), Integer.MAX_VALUE, Status.NOT_HANDLED))),
        new Peer.Lost(actor(), "x".repeat(70_000)),
        new SessionMessage.Leaving(actor()),
        new SessionMessage.Unreadable(actor()),
        new SessionMessage.FindSession(258, Bytes.ofHex("00ff"), actor()),
        new SessionMessage.SessionFound(actor()),
        new SessionMessage.Resume(
            new Peer.Attach(actor(), "192.0.2.7:1", "wss"),
            new SessionMessage.Claim(Bytes.ofHex("0102"), Long.MAX_VALUE, -1),
            actor()),
        SessionMessage.Resumed.RESUMED,
        new SessionMessage.ResumeRefused(ResumeRefusal.NOT_KEPT),
        new SessionMessage.Adopt(
            new AdoptedSession(snapshot(frames), Bytes.ofHex("0102"), 3, true), actor()),
        SessionMessage.NotTaken.NOT_TAKEN,
        new SessionMessage.LivesAt(actor(), 2),
        new Peer.Push(frames, DeliveryMethod.UNRELIABLE, false),
        new Peer.Push(ByteString.emptyByteString(), DeliveryMethod.RELIABLE_SEQUENCED, true),
        new Peer.Ask(65535, Bytes.ofHex("ff"), Duration.ofNanos(1_500_000_001), actor()),
        new Peer.Disconnect(""),
        new Peer.Probe(actor()),
        new Peer.Reached(actor()),
        new Peer.Spread(new PeerBroadcast.Deliver(List.of(), push(frames)), actor()),
        new PeerBroadcast.Deliver(List.of(1, Integer.MAX_VALUE), push(frames)),
        new PeerBroadcast.Home(32767, actor()),
        new Peer.ReadProperty(65535, actor()),
        new Peer.WriteEncoded(PROPERTY),
        new Peer.ClearProperty(1),
        new PropertyAnswer.Encoded(Optional.empty()),
        new PropertyAnswer.Encoded(Optional.of(PROPERTY)),
        new PropertyAnswer.Unreadable("no codec"),
        new Peer.Answer(Status.FAILED, Bytes.ofUtf8("no")),
        new Peer.Answer(Status.SUCCESS, Bytes.EMPTY),
        new PeerConnection.Attached(actor(), Integer.MAX_VALUE, 64),
        new PeerConnection.Refused(1),
        new PeerConnection.Outbound(frames.concat(frames), 64, DeliveryMethod.RELIABLE),
        new PeerConnection.Outbound(ByteString.emptyByteString(), 1, DeliveryMethod.RELIABLE),
        new PeerConnection.Close("kicked"),
        new PeerConnection.GoAway(new GoingAway("update", 1000, List.of("a:1", "b:2"))));
  }

  private static SessionSnapshot snapshot(ByteString frames) {
    return new SessionSnapshot(
        new PeerInfo(new PeerId(65537), new UUID(1, 2), "192.0.2.7:1", "wss"),
        1,
        List.of(PROPERTY),
        Long.MAX_VALUE,
        7,
        List.of(frames),
        List.of(-1, 5),
        List.of(Message.notification(65535, Bytes.ofHex("00"))));
  }

  private static Peer.Push push(ByteString frames) {
    return new Peer.Push(frames, DeliveryMethod.UNRELIABLE, true);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void arrives_as_it_was_sent(PeerMessage message) {
    testKit.serializationTestKit().verifySerialization(message, true);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void is_written_by_the_serializer_of_peers(PeerMessage message) {
    assertThat(serialization.findSerializerFor(message)).isInstanceOf(PeerSerializer.class);
    assertThat(serialization.findSerializerFor(message).identifier()).isEqualTo(32200);
  }

  @Test
  void has_a_sample_of_every_class_that_may_travel() {
    Set<Class<?>> sampled = samples().map(Object::getClass).collect(Collectors.toSet());

    assertThat(commands().filter(PeerMessage.class::isAssignableFrom)).allMatch(sampled::contains);
  }

  @Test
  void stays_on_its_node_only_if_it_is_known_to() {
    assertThat(commands().filter(type -> !PeerMessage.class.isAssignableFrom(type)))
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrderElementsOf(STAYS);
  }

  private static Stream<Class<?>> commands() {
    return Stream.of(
            Peer.Command.class,
            PeerConnection.Command.class,
            PropertyAnswer.class,
            PeerBroadcast.Command.class)
        .flatMap(PeerSerializerTest::permitted);
  }

  private static Stream<Class<?>> permitted(Class<?> type) {
    return Arrays.stream(type.getPermittedSubclasses())
        .flatMap(part -> part.isSealed() ? permitted(part) : Stream.of(part));
  }

  @Test
  @DisplayName("writes an Outbound as int32 done, int8 delivery, frames")
  void layout_of_an_outbound() {
    var outbound =
        new PeerConnection.Outbound(
            ByteString.fromArray(new byte[] {'f'}), 258, DeliveryMethod.UNRELIABLE);

    assertThat(serialization.serialize(outbound).get()).containsExactly(0, 0, 1, 2, 2, 'f');
  }

  @Test
  @DisplayName("writes a property as int32 code, string name, bool durable, int32 length, value")
  void layout_of_a_property() {
    assertThat(serialization.serialize(new Peer.WriteEncoded(PROPERTY)).get())
        .containsExactly(0, 0, 1, 2, 0, 1, 'n', 1, 0, 0, 0, 2, 0, 0xff);
  }

  @Test
  @DisplayName("an id of a peer travels as CBOR")
  void peer_ids() {
    testKit.serializationTestKit().verifySerialization(new PeerId(Integer.MAX_VALUE), true);
  }

  @Test
  @DisplayName("the actor of a stream's stage is found again on its node")
  void stage_actors() {
    TestProbe<Object> received = testKit.createTestProbe();
    org.apache.pekko.actor.ActorRef stage =
        Source.actorRef(e -> Optional.empty(), e -> Optional.empty(), 8, OverflowStrategy.dropNew())
            .to(Sink.foreach(received.ref()::tell))
            .run(testKit.system());
    var attach = new Peer.Attach(Adapter.toTyped(stage), "127.0.0.1:1", "tcp");

    Peer.Attach copy = testKit.serializationTestKit().verifySerialization(attach, true);
    copy.connection().tell(new PeerConnection.Refused(7));

    received.expectMessage(new PeerConnection.Refused(7));
  }

  static Stream<byte[]> garbage() {
    byte[] ones = new byte[64];
    Arrays.fill(ones, (byte) -1);
    byte[] huge = new byte[64];
    huge[0] = 0x7f;
    return Stream.of(new byte[0], new byte[1], new byte[7], ones, huge);
  }

  @ParameterizedTest
  @MethodSource("garbage")
  @DisplayName("bytes that do not fit are refused, or read as something harmless; nothing else")
  void garbage_is_refused(byte[] bytes) {
    for (String manifest : MANIFESTS) {
      try {
        assertThat(serializer().fromBinary(bytes, manifest)).isInstanceOf(PeerMessage.class);
      } catch (NotSerializableException refused) {
        assertThat(refused).hasMessageContaining("do the nodes run versions that fit?");
      }
    }
  }

  @Test
  @DisplayName("a count that the bytes cannot hold is refused before anything is reserved for it")
  void count_beyond_the_end() {
    byte[] bytes = serialization.serialize(new Peer.Inbound(actor(), List.of())).get();
    byte[] tooMany = Arrays.copyOf(bytes, bytes.length + 1);
    Arrays.fill(tooMany, bytes.length - 3, bytes.length, (byte) -1);
    tooMany[bytes.length - 4] = 0x7f;

    assertThatThrownBy(() -> serializer().fromBinary(tooMany, "Pi2"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("Inbound of %d bytes".formatted(tooMany.length))
        .hasMessageContaining("count: 2147483647 elements (expected: 0..1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Px"})
  void of_a_kind_that_is_not_known_is_refused(String manifest) {
    assertThatThrownBy(() -> serializer().fromBinary(new byte[8], manifest))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("manifest '" + manifest + "'");
  }

  @Test
  void is_never_written_without_a_layout() {
    assertThatThrownBy(() -> serializer().toBinary("text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.String has no layout");
  }

  private static PeerSerializer serializer() throws NotSerializableException {
    return (PeerSerializer) serialization.serializerFor(PeerConnection.Refused.class);
  }
}
