package io.masterserver.runtime.peer;

import io.masterserver.api.PeerConnected;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.runtime.exchange.Delivery;
import io.masterserver.runtime.exchange.EncodedProperty;
import io.masterserver.runtime.exchange.LiveExchange;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

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
  public sealed interface Command {}

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

  /** From now on the connection leaves out messages of the client. */
  public record Leaving(ActorRef<PeerConnection.Command> connection)
      implements Command, PeerMessage {}

  /** Send this frame to the client. */
  public record Push(ByteString frame, DeliveryMethod delivery) implements Command, PeerMessage {}

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

  /** Is the session with this secret here? Answered with {@link SessionFound}, or why it is not. */
  public record FindSession(int peer, Bytes secret, ActorRef<Command> replyTo)
      implements Command, PeerMessage {

    /** Says nothing of the secret. */
    @Override
    public String toString() {
      return "FindSession[" + replyTo + "]";
    }
  }

  /** It is: at {@code peer}. */
  record SessionFound(ActorRef<Command> peer) implements Command, PeerMessage {}

  /** Go on over this connection. Answered with {@link Resumed}, or why not. */
  record Resume(Attach by, Claim claim, ActorRef<Command> replyTo)
      implements Command, PeerMessage {}

  /**
   * What the client says who wants to go on with a session.
   *
   * @param received how many counted messages it has had
   * @param requestId of its request
   */
  record Claim(Bytes secret, long received, int requestId) {

    /** Says nothing of the secret. */
    @Override
    public String toString() {
      return "Claim[received %d, request %d]".formatted(received, requestId);
    }
  }

  /** The client is told; the peer to which it came is needed no more. */
  enum Resumed implements Command, PeerMessage {
    RESUMED
  }

  /** The client stays with the peer to which it came. */
  record ResumeRefused(ResumeRefusal why) implements Command, PeerMessage {}

  /** What the client sends cannot be read: it could only send the same again. */
  public record Unreadable(ActorRef<PeerConnection.Command> connection)
      implements Command, PeerMessage {}

  /** The node keeps the peer no more while it waits for its client. Stays on the node. */
  record EndSession(String reason) implements Command {}

  /** Sent by a module host through {@link PeerMailbox}, never by others. */
  record Ran(Delivery delivery, int processed, boolean lastOpen) implements Command {}

  /** Sent by an exchange through {@link PeerMailbox}, never by others. */
  record Completed(LiveExchange<?, ?> exchange) implements Command {}

  /** Something may be overdue. Sent by the timer, never by others. */
  private enum Overdue implements Command {
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
  private final Deadline overdue;

  private @Nullable Attachment attachment;

  private Peer(ActorContext<Command> context, PeerServices services, PeerId id) {
    super(context);
    this.services = services;
    this.id = id;
    this.overdue = new Deadline(context, Overdue.OVERDUE);
  }

  public static Behavior<Command> create(PeerServices services, PeerId id) {
    return Behaviors.setup(context -> new Peer(context, services, id));
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return attachment == null ? onMessageToNobody(message) : onMessageToPeer(attachment, message);
  }

  private Behavior<Command> onMessageToNobody(Command message) {
    switch (message) {
      case Attach attach -> {
        return onAttach(attach);
      }
      case Ask ask -> ask.replyTo().tell(PendingAsks.gone(id));
      case ReadProperty read -> read.replyTo().tell(PropertyAnswer.Encoded.NONE);
      case Probe(var replyTo) -> replyTo.tell(new Reached(getContext().getSelf()));
      case FindSession find -> SessionProtocol.onFind(find, getContext(), null);
      case Resume resume -> resume.replyTo().tell(new ResumeRefused(ResumeRefusal.GONE));
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
      case Leaving l -> {}
      case Unreadable u -> {}
      case SessionFound f -> {}
      case Resumed r -> {}
      case ResumeRefused r -> {}
      case EndSession e -> {}
    }
    return Behaviors.stopped();
  }

  private Behavior<Command> onMessageToPeer(Attachment attached, Command message) {
    WireWriter out = ReplyWriter.begin();
    PeerInbox inbox = attached.inbox();
    switch (message) {
      case Inbound(var connection, var messages) -> {
        if (attached.isOf(connection)) {
          onInbound(attached, messages, out);
        }
      }
      case Ran(var delivery, int processed, boolean lastOpen) ->
          inbox.ran(delivery, processed, lastOpen, out);
      case Completed(var exchange) -> inbox.completed(exchange, out);
      case Push(var frame, var delivery) -> attached.send(frame, 0, delivery);
      case Ask ask -> attached.ask(ask, now(), out);
      case Overdue o -> onOverdue(attached, out);
      case ReadProperty(int code, var replyTo) ->
          replyTo.tell(PropertyAnswer.of(inbox.properties(), code, replyTo));
      case WriteProperty(var key, var value) -> inbox.change(all -> all.with(key, value));
      case WriteEncoded(var property) -> inbox.change(all -> all.with(property));
      case ClearProperty(int code) -> inbox.change(all -> all.without(code));
      case Disconnect(String reason) -> session(attached, out).onDisconnect(reason);
      case Probe(var replyTo) -> replyTo.tell(new Reached(getContext().getSelf()));
      case Spread s -> {}
      case Attach other -> other.connection().tell(new PeerConnection.Refused(id.value()));
      case Lost(var connection, String reason) ->
          session(attached, out).onLost(connection, reason, now());
      case Leaving(var connection) -> session(attached, out).onLeaving(connection);
      case Unreadable(var connection) -> {
        if (attached.isOf(connection)) {
          attached.endContinuity(getContext().getSelf());
        }
      }
      case FindSession find -> SessionProtocol.onFind(find, getContext(), attached);
      case Resume resume -> session(attached, out).onResume(resume);
      case SessionFound(var peer) -> session(attached, out).onSessionFound(peer, now());
      case ResumeRefused(var why) -> session(attached, out).onRefused(why);
      case Resumed r -> {
        return onResumed(attached);
      }
      case EndSession(String reason) -> session(attached, out).onEndSession(reason);
    }
    return afterTurn(attached, out);
  }

  private Behavior<Command> afterTurn(Attachment attached, WireWriter out) {
    attached.flush(out);
    if (attached.isBroken()) {
      session(attached, out).onBroken();
    }
    String ending = attached.ending();
    if (ending != null && attached.inbox().isIdle()) {
      leave(attached, ending);
      return Behaviors.stopped();
    }
    if (attached.isTimed()) {
      long now = now();
      overdue.ensure(now, attached.timeLeft(now));
    }
    return this;
  }

  @Override
  public Behavior<Command> onSignal(Signal signal) {
    if (signal instanceof PostStop && attachment != null) {
      attachment.close("the peer was stopped");
      leave(attachment, "the peer was stopped");
    }
    return Behaviors.unhandled();
  }

  private Behavior<Command> onAttach(Attach attach) {
    var info = new PeerInfo(id, UUID.randomUUID(), attach.remoteAddress(), attach.transport());
    ActorRef<Command> self = getContext().getSelf();
    var handle = new PeerActorHandle(id, self, services.system());
    var inbox = new PeerInbox(services, info, new PeerMailbox(self, handle));
    ActorRef<PeerConnection.Command> connection = attach.connection();
    attachment = new Attachment(connection, inbox);
    services.census().joined();
    if (connection.path().address().hasGlobalScope()) {
      // A node that dies says nothing; a stage of this node always does.
      getContext()
          .watchWith(connection, new Lost(connection, "the node of its connection is gone"));
    }
    connection.tell(new PeerConnection.Attached(self, id.value(), 0));
    services.events().accept(new PeerConnected(info, handle));
    return this;
  }

  private SessionProtocol session(Attachment attached, WireWriter out) {
    return new SessionProtocol(getContext(), attached, out);
  }

  /** The connection is another peer's now. */
  private Behavior<Command> onResumed(Attachment attached) {
    Resumption resumption = attached.resumption();
    String whom = resumption == null ? "another one" : "peer " + resumption.token.peer();
    leave(attached, "its client goes on as " + whom);
    return Behaviors.stopped();
  }

  private void onInbound(Attachment attached, List<Message> messages, WireWriter out) {
    PeerInbox inbox = attached.inbox();
    boolean first = inbox.begins();
    long now = now();
    for (Message message : messages) {
      if (attached.hasContinuity() && !attached.mayCome(message)) {
        continue;
      }
      if (message.isResponse()) { // not limited: the server has asked for it
        // Not queued: a module may be waiting for it before it completes what is queued ahead.
        attached.answer(message);
        inbox.finished();
      } else if (SessionProtocol.concerns(message, services)) {
        session(attached, out).onMessage(message, first, now);
      } else {
        inbox.add(message, now, out);
      }
      first = false;
    }
    inbox.advance(out);
    SessionProtocol.acknowledgeIfDue(attached, out);
  }

  private void onOverdue(Attachment attached, WireWriter out) {
    overdue.fired();
    long now = now();
    attached.timeOut(now, out);
    session(attached, out).onOverdue(now);
  }

  private void leave(Attachment attached, String reason) {
    attachment = null;
    attached.endContinuity(getContext().getSelf());
    services.census().left();
    overdue.cancel();
    PeerInbox inbox = attached.inbox();
    inbox.cancelAll();
    attached.failAsks();
    services.events().accept(new PeerDisconnected(inbox.info, reason, inbox.properties()));
  }

  private long now() {
    return services.nanoClock().getAsLong();
  }
}
