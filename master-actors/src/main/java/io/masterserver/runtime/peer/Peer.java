package io.masterserver.runtime.peer;

import io.masterserver.api.PeerConnected;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
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
 * the peer ends. A peer that is spoken to before that does not exist: it says so and ends.
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

  /** What the client has sent, in order. */
  public record Inbound(List<Message> messages) implements Command, PeerMessage {}

  /** The connection has ended. */
  public record Lost(String reason) implements Command, PeerMessage {}

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
  private @Nullable PendingAsks asks;

  /** Why the connection has ended; null while it is there. */
  private @Nullable String lost;

  /** The connection of an attached peer, and what is in flight between the two sides of it. */
  private record Attachment(
      ActorRef<PeerConnection.Command> connection, PeerInfo info, PeerInbox inbox) {}

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
      case Ask ask -> ask.replyTo().tell(Answer.of(Status.NOT_CONNECTED, gone()));
      case ReadProperty read -> read.replyTo().tell(PropertyAnswer.Encoded.NONE);
      case Probe(var replyTo) -> replyTo.tell(new Reached(getContext().getSelf()));
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
    return Behaviors.stopped();
  }

  private Behavior<Command> onMessageToPeer(Attachment attached, Command message) {
    WireWriter out = ReplyWriter.begin();
    PeerInbox inbox = attached.inbox();
    switch (message) {
      case Inbound(var messages) -> onInbound(inbox, messages, out);
      case Ran(var delivery, int processed, boolean lastOpen) ->
          inbox.ran(delivery, processed, lastOpen, out);
      case Completed(var exchange) -> inbox.completed(exchange, out);
      case Push(var frame, var delivery) ->
          attached.connection().tell(new PeerConnection.Outbound(frame, 0, delivery));
      case Ask ask -> onAsk(ask, out);
      case Overdue o -> onOverdue(inbox, out);
      case ReadProperty(int code, var replyTo) ->
          replyTo.tell(PropertyAnswer.of(inbox.properties(), code, replyTo));
      case WriteProperty(var key, var value) -> inbox.change(all -> all.with(key, value));
      case WriteEncoded(var property) -> inbox.change(all -> all.with(property));
      case ClearProperty(int code) -> inbox.change(all -> all.without(code));
      case Disconnect(String reason) -> {
        inbox.refuseMore();
        attached.connection().tell(new PeerConnection.Close(reason));
      }
      case Probe(var replyTo) -> replyTo.tell(new Reached(getContext().getSelf()));
      case Spread s -> {}
      case Attach other -> other.connection().tell(new PeerConnection.Refused(id.value()));
      case Lost(String reason) -> onLost(inbox, reason, out);
    }
    if (lost != null && inbox.isIdle()) {
      leave(attached, lost);
      return Behaviors.stopped();
    }
    flush(attached, out);
    return this;
  }

  @Override
  public Behavior<Command> onSignal(Signal signal) {
    if (signal instanceof PostStop && attachment != null) {
      attachment.connection().tell(new PeerConnection.Close("the peer was stopped"));
      leave(attachment, "the peer was stopped");
    }
    return Behaviors.unhandled();
  }

  private Behavior<Command> onAttach(Attach attach) {
    var info = new PeerInfo(id, UUID.randomUUID(), attach.remoteAddress(), attach.transport());
    ActorRef<Command> self = getContext().getSelf();
    var handle = new PeerActorHandle(id, self, services.system());
    var inbox = new PeerInbox(services, info, new PeerMailbox(self, handle));
    attachment = new Attachment(attach.connection(), info, inbox);
    services.census().joined();
    if (attach.connection().path().address().hasGlobalScope()) {
      // A node that dies says nothing; a stage of this node always does.
      getContext().watchWith(attach.connection(), new Lost("the node of its connection is gone"));
    }
    attach.connection().tell(new PeerConnection.Attached(self, id.value()));
    services.events().accept(new PeerConnected(info, handle));
    return this;
  }

  /** What the client has sent before it went is still handled; only then the peer ends. */
  private void onLost(PeerInbox inbox, String reason, WireWriter out) {
    lost = reason;
    if (asks != null) {
      asks.fail(gone());
    }
    inbox.abandon(out);
  }

  private void onInbound(PeerInbox inbox, List<Message> messages, WireWriter out) {
    long now = now();
    for (Message message : messages) {
      if (message.isResponse()) { // not limited: the server has asked for it
        // Not queued: a module may be waiting for it before it completes what is queued ahead.
        onResponse(message);
        inbox.finished();
      } else {
        inbox.add(message, now, out);
      }
    }
    inbox.advance(out);
  }

  private void onResponse(Message response) {
    if (asks == null || !asks.answer(response)) {
      services.metrics().strayResponses().increment();
    }
  }

  private void onAsk(Ask ask, WireWriter out) {
    if (lost != null) {
      ask.replyTo().tell(Answer.of(Status.NOT_CONNECTED, gone()));
      return;
    }
    if (asks == null) {
      asks = new PendingAsks();
    }
    if (asks.size() >= services.settings().maxPendingRequests()) {
      ask.replyTo()
          .tell(
              Answer.of(
                  Status.FAILED,
                  "peer %s has %d requests open (wait, or raise master.peer.max-pending-requests)"
                      .formatted(id, asks.size())));
      return;
    }
    int requestId = asks.add(ask.replyTo(), now() + ask.within().toNanos());
    MessageCodec.writeRequest(ask.opcode(), requestId, Codec.RAW, ask.data(), out);
  }

  private void onOverdue(PeerInbox inbox, WireWriter out) {
    overdue.fired();
    inbox.timeOut(now(), out);
    if (asks != null) {
      asks.timeOut(now());
    }
  }

  /** Sends what this turn has written, in one message, and sees to the next time-out. */
  private void flush(Attachment attached, WireWriter out) {
    int done = attached.inbox().takeFinished();
    if (lost == null && (done > 0 || out.size() > 0)) {
      attached
          .connection()
          .tell(new PeerConnection.Outbound(ReplyWriter.end(out), done, DeliveryMethod.RELIABLE));
    }
    if (attached.inbox().isWaiting() || (asks != null && asks.size() > 0)) {
      long now = now();
      long left = attached.inbox().earliestDeadline(now, Long.MAX_VALUE);
      overdue.ensure(now, asks == null ? left : asks.earliestDeadline(now, left));
    }
  }

  private void leave(Attachment attached, String reason) {
    attachment = null;
    services.census().left();
    overdue.cancel();
    attached.inbox().cancelAll();
    if (asks != null) {
      asks.fail(gone());
    }
    services
        .events()
        .accept(new PeerDisconnected(attached.info(), reason, attached.inbox().properties()));
  }

  private String gone() {
    return "peer " + id + " has gone";
  }

  private long now() {
    return services.nanoClock().getAsLong();
  }
}
