package io.masterserver.runtime.peer;

import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.MalformedPacket;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.runtime.exchange.EncodedProperty;
import io.masterserver.runtime.exchange.PropertyChanges;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.util.ByteString;

/**
 * The way to a peer through its actor.
 *
 * @param peer the actor itself, or the shard region's way to it
 * @param here whether the peer is on this node for sure
 */
public record PeerActorHandle(
    PeerId id, RecipientRef<Peer.Command> peer, boolean here, ActorSystem<?> system)
    implements PeerHandle {

  /** The peer answers in time, or says that time is up; this long after that it must have died. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration READ_WITHIN = Duration.ofSeconds(5);

  /** The handle of a peer on this node. */
  public PeerActorHandle(PeerId id, ActorRef<Peer.Command> peer, ActorSystem<?> system) {
    this(id, peer, true, system);
  }

  /**
   * Returns the handle behind {@code handle}, so that all that is sent goes by the same way, in
   * order.
   */
  public static Optional<PeerActorHandle> of(PeerHandle handle) {
    return switch (handle) {
      case PeerActorHandle itself -> Optional.of(itself);
      case PropertyChanges inExchange -> of(inExchange.handle());
      default -> Optional.empty();
    };
  }

  /** Returns {@code notification} as a frame that fits every peer. */
  public static <Q> ByteString frame(Notification<Q> notification, Q packet) {
    var out = new WireWriter();
    MessageCodec.writeNotification(notification.opcode(), notification.packet(), packet, out);
    return ByteString.fromArrayUnsafe(out.toArray());
  }

  @Override
  public <Q> void send(Notification<Q> notification, Q packet, DeliveryMethod delivery) {
    peer.tell(new Peer.Push(frame(notification, packet), delivery, notification.isDurable()));
  }

  @Override
  public <Q, A> CompletionStage<Response<A>> request(
      Request<Q, A> request, Q packet, Duration within) {
    Bytes data = request.packet().encode(packet);
    return AskPattern.<Peer.Command, Peer.Answer>ask(
            peer,
            replyTo -> new Peer.Ask(request.opcode(), data, within, replyTo),
            within.plus(GRACE),
            system.scheduler())
        .handle(
            (answer, failure) ->
                answer == null
                    ? Response.failure(Status.NOT_CONNECTED, "peer " + id + " has gone")
                    : response(request.answer(), answer));
  }

  private static <A> Response<A> response(Codec<A> codec, Peer.Answer answer) {
    if (answer.status() != Status.SUCCESS) {
      return Response.failure(answer.status(), answer.data().utf8());
    }
    try {
      return Response.success(codec.decode(answer.data()));
    } catch (MalformedPacket e) {
      return Response.failure(Status.INVALID, "malformed answer: " + e.getMessage());
    }
  }

  @Override
  public void disconnect(String reason) {
    peer.tell(new Peer.Disconnect(reason));
  }

  @Override
  public <T> CompletionStage<Optional<T>> read(PropertyKey<T> key) {
    if (!here && key.codec().isEmpty()) {
      return CompletableFuture.failedStage(
          new IllegalArgumentException(EncodedProperty.noCodec(key)));
    }
    return AskPattern.<Peer.Command, PropertyAnswer>ask(
            peer,
            replyTo -> new Peer.ReadProperty(key.code(), replyTo),
            READ_WITHIN,
            system.scheduler())
        .thenApply(answer -> answer.as(key));
  }

  @Override
  public <T> void write(PropertyKey<T> key, T value) {
    peer.tell(
        here
            ? new Peer.WriteProperty(key, value)
            : new Peer.WriteEncoded(EncodedProperty.of(key, value)));
  }

  @Override
  public void clear(PropertyKey<?> key) {
    peer.tell(new Peer.ClearProperty(key.code()));
  }
}
