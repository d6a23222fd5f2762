package io.masterserver.runtime.peer;

import io.masterserver.api.PeerConnected;
import io.masterserver.api.PeerDetached;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.runtime.peer.Peer.Command;
import java.util.List;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Peer} does from its first connection, or from when it was adopted, until it ends or
 * goes on at another node.
 */
final class LivePeer extends AbstractMatchingBehavior<Command> {

  private final PeerServices services;
  private final Attachment attached;
  private final Deadline overdue;
  private final PeerEnd end;
  private boolean left;
  private @Nullable Behavior<Command> ended;

  private LivePeer(
      ActorContext<Command> context,
      PeerServices services,
      PeerInfo info,
      PeerActorHandle handle,
      PeerEnd end,
      @Nullable ActorRef<PeerConnection.Command> connection) {
    super(context);
    this.services = services;
    this.end = end;
    var inbox = new PeerInbox(services, info, new PeerMailbox(context.getSelf(), handle));
    this.attached = new Attachment(connection, inbox);
    this.overdue = new Deadline(context, Peer.Overdue.OVERDUE);
    services.census().joined();
  }

  /** A peer whose first connection asks for it. */
  static Behavior<Command> attached(
      ActorContext<Command> context,
      PeerServices services,
      PeerId id,
      PeerEnd end,
      Peer.Attach attach) {
    var info = new PeerInfo(id, UUID.randomUUID(), attach.remoteAddress(), attach.transport());
    ActorRef<Command> self = context.getSelf();
    var handle = new PeerActorHandle(id, self, services.system());
    ActorRef<PeerConnection.Command> connection = attach.connection();
    var peer = new LivePeer(context, services, info, handle, end, connection);
    if (connection.path().address().hasGlobalScope()) {
      // A node that dies says nothing; a stage of this node always does.
      context.watchWith(
          connection, new Peer.Lost(connection, "the node of its connection is gone"));
    }
    connection.tell(new PeerConnection.Attached(self, id.value(), 0));
    services.events().accept(new PeerConnected(info, handle, peer.attached.inbox().properties()));
    return peer;
  }

  /** Goes on with a session; its client comes next. */
  static Behavior<Command> adopted(
      ActorContext<Command> context, PeerServices services, AdoptedSession adopted) {
    PeerInfo info = adopted.snapshot().info();
    var handle = new PeerActorHandle(info.id(), context.getSelf(), services.system());
    return new LivePeer(context, services, info, handle, PeerEnd.AT_ONCE, null)
        .adopt(adopted, handle);
  }

  private Behavior<Command> adopt(AdoptedSession adopted, PeerActorHandle handle) {
    PeerInbox inbox = attached.inbox();
    adopted.snapshot().properties().forEach(inbox::set);
    inbox.takeDurable(); // it is saved
    PeerSession session = services.sessions().adopt(adopted, getContext().getSelf());
    attached.begin(session);
    inbox.saved = true;
    session.detach(now() + services.sessions().settings().resumeWithin().toNanos());
    services.events().accept(new PeerConnected(inbox.info, handle, inbox.properties()));
    services.events().accept(new PeerDetached(inbox.info, handle));
    WireWriter out = ReplyWriter.begin();
    adopted.snapshot().waiting().forEach(message -> inbox.add(message, now(), out));
    inbox.advance(out);
    return afterTurn(out);
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    if (left) {
      Peer.refuse(message, id(), getContext());
      return end();
    }
    Moving moving = attached.moving();
    return moving == null ? onMessageHere(message) : onMessageMeanwhile(moving, message);
  }

  private Behavior<Command> onMessageHere(Command message) {
    WireWriter out = ReplyWriter.begin();
    PeerInbox inbox = attached.inbox();
    switch (message) {
      case Peer.Inbound(var connection, var messages) -> {
        if (attached.isOf(connection)) {
          onInbound(messages, out);
        }
      }
      case Peer.Ran(var delivery, int processed, boolean lastOpen) ->
          inbox.ran(delivery, processed, lastOpen, out);
      case Peer.Completed(var exchange) -> inbox.completed(exchange, out);
      case Peer.Push(var frame, var delivery, boolean durable) -> {
        if (durable) {
          attached.change();
        }
        attached.send(frame, 0, delivery);
      }
      case Peer.Ask ask -> attached.ask(ask, now(), out);
      case Peer.Overdue o -> onOverdue(out);
      case Peer.ReadProperty(int code, var replyTo) ->
          replyTo.tell(PropertyAnswer.of(inbox.properties(), code, replyTo));
      case Peer.WriteProperty(var key, var value) -> inbox.set(key, value);
      case Peer.WriteEncoded(var property) -> inbox.set(property);
      case Peer.ClearProperty(int code) -> inbox.clear(code);
      case Peer.Disconnect(String reason) -> session(out).onDisconnect(reason);
      case Peer.Probe(var replyTo) -> replyTo.tell(new Peer.Reached(getContext().getSelf()));
      case Peer.Spread s -> {}
      case Peer.Attach other -> other.connection().tell(new PeerConnection.Refused(id().value()));
      case Peer.Lost(var connection, String reason) ->
          session(out).onLost(connection, reason, now());
      case SessionMessage.LivesAt home -> {
        return onSuperseded(home);
      }
      case SessionMessage.Resumed r -> {
        return onResumed();
      }
      case SessionMessage about -> session(out).onMessage(about, now());
    }
    PeerSession session = attached.session();
    if (session != null) {
      session.note(message, inbox);
    }
    return afterTurn(out);
  }

  private Behavior<Command> afterTurn(WireWriter out) {
    attached.flush(out);
    String broken = attached.broken();
    if (broken != null) {
      session(out).onBroken(broken);
    }
    String ending = attached.ending();
    if (ending != null && attached.inbox().isIdle()) {
      leave(ending);
      return end();
    }
    PeerSession session = attached.session();
    if (session != null && session.record() != null) {
      saving().saveIfDue(now());
    }
    if (attached.isTimed()) {
      long now = now();
      overdue.ensure(now, attached.timeLeft(now));
    }
    return this;
  }

  @Override
  public Behavior<Command> onSignal(Signal signal) {
    if (signal instanceof PostStop && !left) {
      attached.close("the peer was stopped");
      attached.leaveContinuity(getContext().getSelf());
      leave("the peer was stopped");
    }
    return Behaviors.unhandled();
  }

  /** Another incarnation of this peer goes on; this one does not. */
  private Behavior<Command> onSuperseded(SessionMessage.LivesAt home) {
    PeerSession session = attached.session();
    if (home.peer().equals(getContext().getSelf())
        || (session != null && session.incarnation() >= home.incarnation())) {
      return this;
    }
    String reason = "its client goes on at another node";
    attached.close(reason);
    attached.leaveContinuity(getContext().getSelf());
    leave(reason, true);
    return Forwarder.to(home, id(), getContext());
  }

  // ---- on its way to another node -------------------------------------------------------------

  private Behavior<Command> onMessageMeanwhile(Moving moving, Command message) {
    switch (message) {
      case SessionMessage.SessionFound(var peer) -> {
        return onMoved(moving, moving.at(peer));
      }
      case SessionMessage.LivesAt home when home.incarnation() >= moving.incarnation() -> {
        return onMoved(moving, home);
      }
      case SessionMessage.NotTaken no -> {
        return moving.refused() ? onStay(moving) : this;
      }
      case SessionMessage.TakerGone gone -> {
        return onStay(moving);
      }
      case SessionMessage.MoveAway m -> {}
      case Peer.Overdue o -> {
        overdue.fired();
        if (!moving.askAgain(now())) {
          return onGivenUp(moving, "the node that it was to go on at does not answer");
        }
        overdue.ensure(now(), moving.left(now()));
      }
      default -> {
        if (!moving.keep(message)) {
          return onGivenUp(moving, "more came for it than can wait until it has moved");
        }
      }
    }
    return this;
  }

  private Behavior<Command> onMoved(Moving moving, SessionMessage.LivesAt home) {
    attached.handOver(getContext().getSelf());
    services.sessions().moved();
    leave("it goes on at another node", true);
    return Forwarder.to(home, id(), getContext(), moving.end());
  }

  /** The other node does not go on with it: this one does. */
  private Behavior<Command> onStay(Moving moving) {
    attached.stay(now() + SessionMoves.STAY_FOR.toNanos());
    Behavior<Command> next = this;
    for (Command each : moving.end()) {
      Behavior<Command> then = onMessage(each);
      next = then == this ? next : then;
    }
    return next;
  }

  /** Nobody knows who goes on with it; here it ends. */
  private Behavior<Command> onGivenUp(Moving moving, String reason) {
    attached.handOver(getContext().getSelf());
    leave(reason, false);
    moving.end().forEach(this::onMessage);
    return end();
  }

  private SessionSaving saving() {
    return new SessionSaving(getContext(), attached);
  }

  private SessionProtocol session(WireWriter out) {
    return new SessionProtocol(getContext(), attached, out);
  }

  /** The connection is another peer's now. */
  private Behavior<Command> onResumed() {
    Resumption resumption = attached.resumption();
    String whom = resumption == null ? "another one" : "peer " + resumption.token.peer();
    leave("its client goes on as " + whom);
    return end();
  }

  private void onInbound(List<Message> messages, WireWriter out) {
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
        session(out).onMessage(message, first, now);
      } else {
        inbox.add(message, now, out);
      }
      first = false;
    }
    inbox.advance(out);
    SessionProtocol.acknowledgeIfDue(attached, out);
  }

  private void onOverdue(WireWriter out) {
    overdue.fired();
    long now = now();
    attached.timeOut(now, out);
    session(out).onOverdue(now);
  }

  private void leave(String reason) {
    leave(reason, false);
  }

  private void leave(String reason, boolean moved) {
    left = true;
    boolean goesOn = moved || attached.mayGoOnElsewhere();
    attached.endContinuity(getContext().getSelf());
    services.census().left();
    overdue.cancel();
    PeerInbox inbox = attached.inbox();
    inbox.cancelAll();
    attached.failAsks();
    services.events().accept(new PeerDisconnected(inbox.info, reason, inbox.properties(), goesOn));
  }

  private Behavior<Command> end() {
    if (ended == null) {
      ended = end.of(getContext(), id());
    }
    return ended;
  }

  private PeerId id() {
    return attached.inbox().info.id();
  }

  private long now() {
    return services.nanoClock().getAsLong();
  }
}
