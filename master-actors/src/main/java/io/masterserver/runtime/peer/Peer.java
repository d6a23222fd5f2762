package io.masterserver.runtime.peer;

import io.masterserver.api.PeerId;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.exchange.Delivery;
import io.masterserver.runtime.exchange.EncodedProperty;
import io.masterserver.runtime.exchange.LiveExchange;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.util.ByteString;

/**
 * One connected client.
 *
 * <p>It begins without a connection; the first one that attaches has it until it is lost, and then
 * the peer ends. If its client has opened a session, it waits for a while, and goes on over another
 * connection: see {@link SessionProtocol}. A peer that is spoken to before it has a connection does
 * not exist: it says so and ends.
 *
 * <p>There may be very many: fields that most peers do not need most of the time are made when
 * needed.
 */
public final class Peer extends AbstractMatchingBehavior<Peer.Command> {

  // ---- protocol -------------------------------------------------------------------------------

  /** What is no {@link PeerMessage} stays on the node. */
  public sealed interface Command
      permits SessionMessage,
          Attach,
          Inbound,
          Lost,
          Push,
          Ask,
          Disconnect,
          ReadProperty,
          WriteProperty,
          WriteEncoded,
          ClearProperty,
          Probe,
          Spread,
          Ran,
          Completed,
          Overdue {}

  /**
   * A connection asks to be this peer's. Answered to the connection.
   *
   * @param remoteAddress {@code host:port} of the client
   * @param transport {@code tcp}, {@code tls}, …
   */
  public record Attach(
      ActorRef<PeerConnection.Command> connection, String remoteAddress, String transport)
      implements Command, PeerMessage {}

  /** What the client has sent, in order. Of a connection that the peer has not, it is ignored. */
  public record Inbound(ActorRef<PeerConnection.Command> connection, List<Message> messages)
      implements Command, PeerMessage {}

  /** The connection has ended; ignored as above. */
  public record Lost(ActorRef<PeerConnection.Command> connection, String reason)
      implements Command, PeerMessage {}

  /**
   * Send this frame to the client.
   *
   * @param durable whether it is saved first, if the session of the client is
   */
  public record Push(ByteString frame, DeliveryMethod delivery, boolean durable)
      implements Command, PeerMessage {}

  /** Send a request to the client. */
  public record Ask(int opcode, Bytes data, Duration within, ActorRef<Answer> replyTo)
      implements Command, PeerMessage {}

  /** Close the connection. */
  public record Disconnect(String reason) implements Command, PeerMessage {}

  /** Answers with the value of a property. */
  public record ReadProperty(int code, ActorRef<PropertyAnswer> replyTo)
      implements Command, PeerMessage {}

  /** Sets a property. Stays on the node. */
  public record WriteProperty(PropertyKey<?> key, Object value) implements Command {

    /** Says nothing of the value, which may be secret. */
    @Override
    public String toString() {
      return "WriteProperty[" + key + "]";
    }
  }

  /** Sets a property, from any node. */
  public record WriteEncoded(EncodedProperty property) implements Command, PeerMessage {}

  /** Removes a property. */
  public record ClearProperty(int code) implements Command, PeerMessage {}

  /**
   * Answers at once, then the peer ends if it has no connection: shows that peers can be reached.
   */
  public record Probe(ActorRef<Reached> replyTo) implements Command, PeerMessage {}

  /**
   * Hand this out on your node. For the door of a shard, which is no peer; peers take no notice.
   *
   * @param asker is told which node that is
   */
  public record Spread(PeerBroadcast.Deliver deliver, ActorRef<PeerBroadcast.Command> asker)
      implements Command, PeerMessage {}

  /** Sent by a module host through {@link PeerMailbox}, never by others. */
  record Ran(Delivery delivery, int processed, boolean lastOpen) implements Command {}

  /** Sent by an exchange through {@link PeerMailbox}, never by others. */
  record Completed(LiveExchange<?, ?> exchange) implements Command {}

  /** Something may be overdue. Sent by the timer, never by others. */
  enum Overdue implements Command {
    OVERDUE
  }

  /** How a request to the client ended. */
  public record Answer(Status status, Bytes data) implements PeerMessage {

    static Answer of(Status status, String text) {
      return new Answer(status, Bytes.ofUtf8(text));
    }
  }

  /** The answer to a {@link Probe}; the address of the actor says on which node it is. */
  public record Reached(ActorRef<Command> entity) implements PeerMessage {}

  // ---- behavior -------------------------------------------------------------------------------

  private final PeerServices services;
  private final PeerId id;
  private final PeerEnd end;

  private Peer(ActorContext<Command> context, PeerServices services, PeerId id, PeerEnd end) {
    super(context);
    this.services = services;
    this.id = id;
    this.end = end;
  }

  /** A peer that nobody finds by its id. */
  public static Behavior<Command> create(PeerServices services, PeerId id) {
    return create(services, id, PeerEnd.AT_ONCE);
  }

  /** A peer whose client comes next; or there is none, and it ends with the first message. */
  public static Behavior<Command> create(PeerServices services, PeerId id, PeerEnd end) {
    return Behaviors.setup(context -> new Peer(context, services, id, end));
  }

  /** A peer that goes on with a session of another node; its client comes next. */
  public static Behavior<Command> adopted(PeerServices services, AdoptedSession session) {
    return Behaviors.setup(context -> LivePeer.adopted(context, services, session));
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Attach attach -> LivePeer.attached(getContext(), services, id, end, attach);
      case SessionMessage.LivesAt home -> Forwarder.to(home, id, getContext());
      default -> {
        refuse(message, id, getContext());
        yield end.of(getContext(), id);
      }
    };
  }

  /** Tells who waits for an answer that there is no such peer. */
  static void refuse(Command message, PeerId id, ActorContext<Command> context) {
    switch (message) {
      case Attach attach -> attach.connection().tell(new PeerConnection.Refused(id.value()));
      case Ask ask -> ask.replyTo().tell(PendingAsks.gone(id));
      case ReadProperty read -> read.replyTo().tell(PropertyAnswer.Encoded.NONE);
      case Probe(var replyTo) -> replyTo.tell(new Reached(context.getSelf()));
      case SessionMessage about -> SessionProtocol.onMessageToNobody(about, context);
      case Inbound i -> {}
      case Lost l -> {}
      case Push p -> {}
      case Disconnect d -> {}
      case WriteProperty w -> {}
      case WriteEncoded w -> {}
      case ClearProperty c -> {}
      case Spread s -> {}
      case Ran r -> {}
      case Completed c -> {}
      case Overdue o -> {}
    }
  }
}
