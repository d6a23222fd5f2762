package io.masterserver.runtime.peer;

import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.WireWriter;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What a peer has of its client: the connection, unless it is lost for the moment, and what is in
 * flight between the two sides of it. The peer's thread only.
 */
final class Attachment {

  private final PeerInbox inbox;
  private @Nullable ActorRef<PeerConnection.Command> connection;
  private @Nullable Continuity continuity;
  private @Nullable PendingAsks asks;

  /** Why the peer ends when all that its client has sent is handled; null until then. */
  private @Nullable String ending;

  Attachment(ActorRef<PeerConnection.Command> connection, PeerInbox inbox) {
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

  /** The client has a session no more, or wants to go on with none. */
  void endContinuity(ActorRef<Peer.Command> self) {
    if (continuity instanceof PeerSession session) {
      session.end();
      sessions().ended(inbox.info.id(), self);
    }
    continuity = null;
  }

  /** Whether the client can never go on with its session. */
  boolean isBroken() {
    return continuity instanceof PeerSession session && session.isBroken();
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
    } else if (connection != null) {
      connection.tell(new PeerConnection.Outbound(frames, done, delivery));
    }
  }

  private void sendWithin(Continuity within, ByteString frames, int done, DeliveryMethod delivery) {
    switch (within) {
      case PeerSession session -> {
        if (connection != null) {
          connection.tell(
              new PeerConnection.Outbound(session.send(frames, delivery), done, delivery));
        } else if (delivery != DeliveryMethod.UNRELIABLE) {
          session.send(frames, delivery);
        }
      }
      case Resumption resumption -> {
        if (!resumption.hold(frames)) {
          close("more was sent to it than can wait until its session is found");
        }
      }
    }
  }

  /** Sends what this turn has written, in one message, with the count of what is finished. */
  void flush(WireWriter out) {
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
    long left = inbox.earliestDeadline(now, continuityLeft(now));
    return asks == null ? left : asks.earliestDeadline(now, left);
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
