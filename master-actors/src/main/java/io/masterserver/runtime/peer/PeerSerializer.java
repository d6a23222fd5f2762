package io.masterserver.runtime.peer;

import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireReader;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.runtime.exchange.EncodedProperty;
import java.io.NotSerializableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Writes {@link PeerMessage}s for other nodes: the components one behind another, actors as their
 * paths.
 *
 * <p>Nodes of two versions talk to each other while a cluster is updated: a layout never changes; a
 * new one gets a manifest of its own. Threads: any.
 */
public final class PeerSerializer extends SerializerWithStringManifest {

  /** How one class is written, and the name that says so on the wire. */
  private record Layout<T>(String manifest, Class<T> type, Codec<T> codec) {

    @SuppressWarnings("unchecked") // found by the class of the message
    void write(Object message, WireWriter out) {
      codec.write((T) message, out);
    }
  }

  private static final Codec<Integer> CODE = Codec.BYTE.map(Byte::intValue, Integer::byteValue);

  @SuppressWarnings("EnumOrdinal") // their order is part of the layout, a test holds it
  private static final Codec<DeliveryMethod> DELIVERY =
      Codec.enumeration(DeliveryMethod.class, CODE, DeliveryMethod::ordinal);

  @SuppressWarnings("EnumOrdinal") // as above
  private static final Codec<ResumeRefusal> REFUSAL =
      Codec.enumeration(ResumeRefusal.class, CODE, ResumeRefusal::ordinal);

  private static final Codec<Status> STATUS = Codec.enumeration(Status.class, CODE, Status::code);

  private static final Codec<Duration> NANOS = Codec.LONG.map(Duration::ofNanos, Duration::toNanos);

  private static final Codec<Optional<EncodedProperty>> OPTIONAL_PROPERTY =
      Codec.list(EncodedProperty.CODEC)
          .map(none -> none.stream().findFirst(), property -> property.stream().toList());

  private final int identifier;
  private final ActorRefResolver actors;
  private final Map<Class<?>, Layout<?>> byType;
  private final Map<String, Layout<?>> byManifest;

  /** Called by Pekko. */
  public PeerSerializer(ExtendedActorSystem system) {
    identifier =
        system
            .settings()
            .config()
            .getConfig("pekko.actor.serialization-identifiers")
            .getInt('"' + PeerSerializer.class.getName() + '"');
    actors = ActorRefResolver.get(Adapter.toTyped(system));
    List<Layout<?>> layouts = layouts();
    byType = layouts.stream().collect(Collectors.toUnmodifiableMap(Layout::type, l -> l));
    byManifest = layouts.stream().collect(Collectors.toUnmodifiableMap(Layout::manifest, l -> l));
  }

  private List<Layout<?>> layouts() {
    return List.of(
        new Layout<>("Pt", Peer.Attach.class, attach()),
        new Layout<>("Pi2", Peer.Inbound.class, inbound()),
        new Layout<>("Pl2", Peer.Lost.class, lost()),
        new Layout<>("Pp2", Peer.Push.class, push()),
        new Layout<>("Pk", Peer.Ask.class, ask()),
        new Layout<>(
            "Pd",
            Peer.Disconnect.class,
            of(Codec.TEXT, Peer.Disconnect::reason, Peer.Disconnect::new)),
        new Layout<>(
            "Pr",
            Peer.Probe.class,
            of(this.<Peer.Reached>actor(), Peer.Probe::replyTo, Peer.Probe::new)),
        new Layout<>(
            "Ph",
            Peer.Reached.class,
            of(this.<Peer.Command>actor(), Peer.Reached::entity, Peer.Reached::new)),
        new Layout<>("Ps2", Peer.Spread.class, spread()),
        new Layout<>("Bd2", PeerBroadcast.Deliver.class, deliver()),
        new Layout<>("Bh", PeerBroadcast.Home.class, home()),
        new Layout<>("Pa", Peer.Answer.class, answer()),
        new Layout<>(
            "Sl",
            SessionMessage.Leaving.class,
            of(
                this.<PeerConnection.Command>actor(),
                SessionMessage.Leaving::connection,
                SessionMessage.Leaving::new)),
        new Layout<>(
            "Su",
            SessionMessage.Unreadable.class,
            of(
                this.<PeerConnection.Command>actor(),
                SessionMessage.Unreadable::connection,
                SessionMessage.Unreadable::new)),
        new Layout<>("Sf", SessionMessage.FindSession.class, find()),
        new Layout<>(
            "Ss",
            SessionMessage.SessionFound.class,
            of(
                this.<Peer.Command>actor(),
                SessionMessage.SessionFound::peer,
                SessionMessage.SessionFound::new)),
        new Layout<>("Sr", SessionMessage.Resume.class, resume()),
        new Layout<>(
            "Sd",
            SessionMessage.Resumed.class,
            of(Codec.enumeration(SessionMessage.Resumed.class, CODE, r -> 0), r -> r, r -> r)),
        new Layout<>(
            "Sx",
            SessionMessage.ResumeRefused.class,
            of(REFUSAL, SessionMessage.ResumeRefused::why, SessionMessage.ResumeRefused::new)),
        new Layout<>("Sa", SessionMessage.Adopt.class, adopt()),
        new Layout<>(
            "Sn",
            SessionMessage.NotTaken.class,
            of(Codec.enumeration(SessionMessage.NotTaken.class, CODE, r -> 0), r -> r, r -> r)),
        new Layout<>("Sh", SessionMessage.LivesAt.class, livesAt()),
        new Layout<>("Pg", Peer.ReadProperty.class, readProperty()),
        new Layout<>(
            "Pw",
            Peer.WriteEncoded.class,
            of(EncodedProperty.CODEC, Peer.WriteEncoded::property, Peer.WriteEncoded::new)),
        new Layout<>(
            "Pc",
            Peer.ClearProperty.class,
            of(Codec.INT, Peer.ClearProperty::code, Peer.ClearProperty::new)),
        new Layout<>(
            "Pv",
            PropertyAnswer.Encoded.class,
            of(OPTIONAL_PROPERTY, PropertyAnswer.Encoded::property, PropertyAnswer.Encoded::new)),
        new Layout<>(
            "Pu",
            PropertyAnswer.Unreadable.class,
            of(Codec.TEXT, PropertyAnswer.Unreadable::why, PropertyAnswer.Unreadable::new)),
        new Layout<>("Ct2", PeerConnection.Attached.class, attached()),
        new Layout<>(
            "Cr",
            PeerConnection.Refused.class,
            of(Codec.INT, PeerConnection.Refused::peerId, PeerConnection.Refused::new)),
        new Layout<>("Co", PeerConnection.Outbound.class, outbound()),
        new Layout<>(
            "Cc",
            PeerConnection.Close.class,
            of(Codec.TEXT, PeerConnection.Close::reason, PeerConnection.Close::new)),
        new Layout<>(
            "Cg",
            PeerConnection.GoAway.class,
            of(GoingAway.CODEC, PeerConnection.GoAway::notice, PeerConnection.GoAway::new)));
  }

  private Codec<Peer.Attach> attach() {
    return Codec.record(
        this.<PeerConnection.Command>actor(),
        Peer.Attach::connection,
        Codec.STRING,
        Peer.Attach::remoteAddress,
        Codec.STRING,
        Peer.Attach::transport,
        Peer.Attach::new);
  }

  private Codec<Peer.Spread> spread() {
    return Codec.record(
        this.<PeerBroadcast.Command>actor(),
        Peer.Spread::asker,
        deliver(),
        Peer.Spread::deliver,
        (asker, deliver) -> new Peer.Spread(deliver, asker));
  }

  private static Codec<PeerBroadcast.Deliver> deliver() {
    return Codec.record(
        Codec.list(Codec.INT),
        PeerBroadcast.Deliver::ids,
        push(),
        PeerBroadcast.Deliver::push,
        PeerBroadcast.Deliver::new);
  }

  private Codec<PeerBroadcast.Home> home() {
    return Codec.record(
        Codec.INT,
        PeerBroadcast.Home::shard,
        this.<PeerBroadcast.Command>actor(),
        PeerBroadcast.Home::broadcaster,
        PeerBroadcast.Home::new);
  }

  private Codec<Peer.Inbound> inbound() {
    return Codec.record(
        this.<PeerConnection.Command>actor(),
        Peer.Inbound::connection,
        Codec.list(FrameCodecs.MESSAGE),
        Peer.Inbound::messages,
        Peer.Inbound::new);
  }

  private Codec<Peer.Lost> lost() {
    return Codec.record(
        this.<PeerConnection.Command>actor(),
        Peer.Lost::connection,
        Codec.TEXT,
        Peer.Lost::reason,
        Peer.Lost::new);
  }

  private Codec<SessionMessage.FindSession> find() {
    return Codec.record(
        Codec.INT,
        SessionMessage.FindSession::peer,
        Codec.BYTES,
        SessionMessage.FindSession::secret,
        this.<Peer.Command>actor(),
        SessionMessage.FindSession::replyTo,
        SessionMessage.FindSession::new);
  }

  private Codec<SessionMessage.Resume> resume() {
    return Codec.record(
        attach(),
        SessionMessage.Resume::by,
        Codec.derived(SessionMessage.Claim.class),
        SessionMessage.Resume::claim,
        this.<Peer.Command>actor(),
        SessionMessage.Resume::replyTo,
        SessionMessage.Resume::new);
  }

  private Codec<SessionMessage.Adopt> adopt() {
    return Codec.record(
        this.<Peer.Command>actor(),
        SessionMessage.Adopt::replyTo,
        AdoptedSession.CODEC,
        SessionMessage.Adopt::session,
        (replyTo, session) -> new SessionMessage.Adopt(session, replyTo));
  }

  private Codec<SessionMessage.LivesAt> livesAt() {
    return Codec.record(
        this.<Peer.Command>actor(),
        SessionMessage.LivesAt::peer,
        Codec.INT,
        SessionMessage.LivesAt::incarnation,
        SessionMessage.LivesAt::new);
  }

  private static Codec<Peer.Push> push() {
    return Codec.record(
        DELIVERY,
        Peer.Push::delivery,
        Codec.BOOLEAN,
        Peer.Push::durable,
        FrameCodecs.FRAMES,
        Peer.Push::frame,
        (delivery, durable, frame) -> new Peer.Push(frame, delivery, durable));
  }

  private Codec<Peer.Ask> ask() {
    return Codec.record(
        Codec.INT,
        Peer.Ask::opcode,
        NANOS,
        Peer.Ask::within,
        this.<Peer.Answer>actor(),
        Peer.Ask::replyTo,
        Codec.RAW,
        Peer.Ask::data,
        (opcode, within, replyTo, data) -> new Peer.Ask(opcode, data, within, replyTo));
  }

  private Codec<Peer.ReadProperty> readProperty() {
    return Codec.record(
        Codec.INT,
        Peer.ReadProperty::code,
        this.<PropertyAnswer>actor(),
        Peer.ReadProperty::replyTo,
        Peer.ReadProperty::new);
  }

  private static Codec<Peer.Answer> answer() {
    return Codec.record(
        STATUS, Peer.Answer::status, Codec.RAW, Peer.Answer::data, Peer.Answer::new);
  }

  private Codec<PeerConnection.Attached> attached() {
    return Codec.record(
        this.<Peer.Command>actor(),
        PeerConnection.Attached::peer,
        Codec.INT,
        PeerConnection.Attached::peerId,
        Codec.INT,
        PeerConnection.Attached::unfinished,
        PeerConnection.Attached::new);
  }

  private static Codec<PeerConnection.Outbound> outbound() {
    return Codec.record(
        Codec.INT,
        PeerConnection.Outbound::done,
        DELIVERY,
        PeerConnection.Outbound::delivery,
        FrameCodecs.FRAMES,
        PeerConnection.Outbound::frames,
        (done, delivery, frames) -> new PeerConnection.Outbound(frames, done, delivery));
  }

  private static <A, R> Codec<R> of(Codec<A> codec, Function<R, A> getter, Function<A, R> maker) {
    return Codec.record(codec, getter, maker);
  }

  private <T> Codec<ActorRef<T>> actor() {
    return Codec.STRING.map(actors::<T>resolveActorRef, actors::toSerializationFormat);
  }

  @Override
  public int identifier() {
    return identifier;
  }

  @Override
  public String manifest(Object message) {
    return layoutOf(message).manifest();
  }

  @Override
  public byte[] toBinary(Object message) {
    var out = new WireWriter();
    layoutOf(message).write(message, out);
    return out.toArray();
  }

  private Layout<?> layoutOf(Object message) {
    Layout<?> layout = byType.get(message.getClass());
    if (layout == null) {
      throw new IllegalArgumentException(
          "%s has no layout in %s (add one, or do not mark it as a PeerMessage)"
              .formatted(message.getClass().getName(), PeerSerializer.class.getSimpleName()));
    }
    return layout;
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    Layout<?> layout = byManifest.get(manifest);
    if (layout == null) {
      throw new NotSerializableException(
          "peer message with manifest '%s' (expected: one of %s; is the other node newer?)"
              .formatted(manifest, byManifest.keySet().stream().sorted().toList()));
    }
    try {
      return layout.codec().read(WireReader.of(Bytes.wrap(bytes)));
    } catch (RuntimeException e) {
      throw (NotSerializableException)
          new NotSerializableException(
                  "%s of %d bytes from another node: %s (do the nodes run versions that fit?)"
                      .formatted(layout.type().getSimpleName(), bytes.length, e.getMessage()))
              .initCause(e);
    }
  }
}
