package io.masterserver.runtime.peer;

import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.WireWriter;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What a peer has of its client: the connection, unless it is lost for the moment, and what is in
 * flight between the two sides of it. The peer's thread only.
 */
final class Attachment {

  /** Largest piece that is sent to another node at once: far below what may travel. */
  private static final int MAX_PIECE_BYTES = 256 * 1024;

  private final PeerInbox inbox;
  private @Nullable ActorRef<PeerConnection.Command> connection;
  private @Nullable Continuity continuity;
  private @Nullable PendingAsks asks;

  /** Since it is on its way to another node; null if it is not. */
  private @Nullable Moving moving;

  /** Until then it is not tried again to go on at another node. */
  private long stayUntil;

  /** Why the peer ends when all that its client has sent is handled; null until then. */
  private @Nullable String ending;

  Attachment(@Nullable ActorRef<PeerConnection.Command> connection, PeerInbox inbox) {
    this.connection = connection;
    this.inbox = inbox;
  }

  PeerInbox inbox() {
    return inbox;
  }

  NodeSessions sessions() {
    return inbox.services.sessions();
  }

  // ---- continuity -----------------------------------------------------------------------------

  /** The session of the client; null if it has opened none, or it is over. */
  @Nullable PeerSession session() {
    return continuity instanceof PeerSession session ? session : null;
  }

  /** The session that the client wants to go on with; null if there is none. */
  @Nullable Resumption resumption() {
    return continuity instanceof Resumption resumption ? resumption : null;
  }

  /** Whether the client has a session, or wants to go on with one. */
  boolean hasContinuity() {
    return continuity != null;
  }

  void begin(Continuity begun) {
    continuity = begun;
  }

  /** What has happened is to be saved before the client is told of it, if anything is saved. */
  void change() {
    if (continuity instanceof PeerSession session && sessions().store().isPresent()) {
      session.change();
    }
  }

  /** Whether another node may go on with the session when this peer ends: its record stays. */
  boolean mayGoOnElsewhere() {
    PeerSession session = session();
    return session != null && sessions().keepsRecordOf(session);
  }

  /** The client has a session no more, or wants to go on with none. */
  void endContinuity(ActorRef<Peer.Command> self) {
    PeerSession session = session();
    if (session != null) {
      sessions().forget(inbox.info.id(), session);
    }
    leaveContinuity(self);
  }

  /** The session is no longer this peer's; another node may go on with it. */
  void leaveContinuity(ActorRef<Peer.Command> self) {
    if (continuity instanceof PeerSession session) {
      session.end();
      sessions().ended(inbox.info.id(), self);
    }
    continuity = null;
  }

  // ---- another node ---------------------------------------------------------------------------

  /** Since the peer is on its way to another node; null if it is not. */
  @Nullable Moving moving() {
    return moving;
  }

  /** From now on it is not sure whether the peer is here. */
  void move(Moving toAnotherNode) {
    moving = toAnotherNode;
  }

  /** The peer is here, and does not try again before then. */
  void stay(long untilNanos) {
    moving = null;
    stayUntil = untilNanos;
  }

  /** Whether nothing is under way that could not go on at another node. */
  boolean mayMove(long now) {
    return ending == null
        && (stayUntil == 0 || now - stayUntil >= 0)
        && (asks == null || asks.size() == 0)
        && inbox.isIdle()
        && !inbox.isRefusing()
        && continuity instanceof PeerSession session
        && session.isAtRest();
  }

  /** Another node goes on with the session, and has its record. */
  void handOver(ActorRef<Peer.Command> self) {
    if (continuity instanceof PeerSession session) {
      session.end();
      sessions().ended(inbox.info.id(), self);
    }
    continuity = null;
  }

  /** Why the client can never go on with its session; null if it can. */
  @Nullable String broken() {
    return continuity instanceof PeerSession session ? session.broken() : null;
  }

  /**
   * Counts a message of a client that has a session; false if it may not come now, and so is not
   * handled.
   */
  boolean mayCome(Message message) {
    if (continuity instanceof PeerSession session) {
      session.count(message);
      return true;
    }
    inbox.finished();
    inbox.refuseMore();
    close("it has sent something before its resume-session was answered");
    return false;
  }

  // ---- connection -----------------------------------------------------------------------------

  /** The connection; null while it is lost. */
  @Nullable ActorRef<PeerConnection.Command> connection() {
    return connection;
  }

  void setConnection(@Nullable ActorRef<PeerConnection.Command> connection) {
    this.connection = connection;
  }

  /** Whether {@code sender} is the connection that this peer has now. */
  boolean isOf(ActorRef<PeerConnection.Command> sender) {
    return sender.equals(connection);
  }

  /** Closes the connection, if there is one. */
  void close(String reason) {
    if (connection != null) {
      connection.tell(new PeerConnection.Close(reason));
    }
  }

  /** Sends frames, or keeps them as long as the client cannot have them. */
  void send(ByteString frames, int done, DeliveryMethod delivery) {
    if (ending != null) {
      return;
    }
    if (continuity != null && !frames.isEmpty()) {
      sendWithin(continuity, frames, done, delivery);
    } else {
      pass(new PeerConnection.Outbound(frames, done, delivery));
    }
  }

  private void sendWithin(Continuity within, ByteString frames, int done, DeliveryMethod delivery) {
    switch (within) {
      case PeerSession session when delivery == DeliveryMethod.UNRELIABLE ->
          pass(new PeerConnection.Outbound(Frames.unreliable(frames), done, delivery));
      case PeerSession session -> {
        var outbound = new PeerConnection.Outbound(frames, done, delivery);
        if (session.send(outbound)) {
          pass(outbound);
        }
      }
      case Resumption resumption -> {
        if (!resumption.hold(frames)) {
          close("more was sent to it than can wait until its session is found");
        }
      }
    }
  }

  /** Passes on what is counted and kept already, as far as there is a connection. */
  void pass(PeerConnection.Outbound outbound) {
    if (connection == null) {
      return;
    }
    if (outbound.frames().size() <= MAX_PIECE_BYTES || !isElsewhere(connection)) {
      connection.tell(outbound);
      return;
    }
    List<ByteString> pieces = Frames.pieces(outbound.frames(), MAX_PIECE_BYTES);
    for (int i = 0; i < pieces.size(); i++) {
      int done = i == pieces.size() - 1 ? outbound.done() : 0;
      connection.tell(new PeerConnection.Outbound(pieces.get(i), done, outbound.delivery()));
    }
  }

  /** Whether {@code actor} is on another node. */
  static boolean isElsewhere(ActorRef<?> actor) {
    return actor.path().address().hasGlobalScope();
  }

  /** Sends what this turn has written, in one message, with the count of what is finished. */
  void flush(WireWriter out) {
    if (inbox.takeDurable()) {
      change();
    }
    int done = inbox.takeFinished();
    if (done > 0 || out.size() > 0) {
      send(ReplyWriter.end(out), done, DeliveryMethod.RELIABLE);
    }
  }

  // ---- requests to the client -----------------------------------------------------------------

  /** Sends a request to the client. */
  void ask(Peer.Ask ask, long now, WireWriter out) {
    if (ending != null) {
      ask.replyTo().tell(PendingAsks.gone(inbox.info.id()));
      return;
    }
    if (asks == null) {
      asks = new PendingAsks();
    }
    asks.ask(ask, inbox.info.id(), inbox.services.settings().maxPendingRequests(), now, out);
  }

  /** The client has answered. */
  void answer(Message response) {
    if (asks == null || !asks.answer(response)) {
      inbox.services.metrics().strayResponses().increment();
    }
  }

  void failAsks() {
    if (asks != null) {
      asks.fail(inbox.info.id());
    }
  }

  // ---- time -----------------------------------------------------------------------------------

  /** Whether something may be overdue one day. */
  boolean isTimed() {
    return continuity != null || inbox.isWaiting() || (asks != null && asks.size() > 0);
  }

  /** Returns how many nanoseconds are left until something is overdue. */
  long timeLeft(long now) {
    long left =
        inbox.earliestDeadline(now, Math.min(continuityLeft(now), recordLeft(now, Long.MAX_VALUE)));
    left = moving == null ? left : Math.min(left, moving.left(now));
    return asks == null ? left : asks.earliestDeadline(now, left);
  }

  /** Returns how many nanoseconds are left until the store is asked again. */
  private long recordLeft(long now, long none) {
    SessionRecord record = continuity instanceof PeerSession session ? session.record() : null;
    return record == null ? none : record.left(now, none);
  }

  /** Returns how many nanoseconds are left for the client to come back, or for its session. */
  long continuityLeft(long now) {
    return switch (continuity) {
      case null -> Long.MAX_VALUE;
      case PeerSession session -> session.left(now, Long.MAX_VALUE);
      case Resumption resumption -> resumption.deadlineNanos() - now;
    };
  }

  /** Cuts off modules, and gives up requests to the client, whose time is up. */
  void timeOut(long now, WireWriter out) {
    inbox.timeOut(now, out);
    if (asks != null) {
      asks.timeOut(now);
    }
  }

  // ---- the end --------------------------------------------------------------------------------

  /** Why the peer ends; null if it does not. */
  @Nullable String ending() {
    return ending;
  }

  /** The client has gone. What it has sent is still handled; only then the peer ends. */
  void end(String reason, WireWriter out) {
    ending = reason;
    failAsks();
    inbox.abandon(out);
  }
}
