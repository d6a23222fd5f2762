package io.masterserver.runtime.peer;

import io.masterserver.api.PeerDetached;
import io.masterserver.api.PeerInfo;
import io.masterserver.api.PeerResumed;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.MalformedPacket;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What a peer does about the session of its client.
 *
 * <p>A client comes back as a new peer, which looks for the one that the token names, and hands the
 * connection over to it:
 *
 * <pre>{@code
 * client ──resume──▶ new peer ──FindSession──▶ old peer
 *                    new peer ◀─SessionFound── old peer
 *                    new peer ──Resume───────▶ old peer ──Attached──▶ connection
 *                    new peer ◀─Resumed─────── old peer ──what the client has not had──▶
 * }</pre>
 *
 * <p>In two steps, so that one of them alone decides: until it has said {@code Resume}, the new
 * peer may tell its client that nothing was found; afterwards only the old one speaks.
 */
final class SessionProtocol {

  private static final int FIRST = SessionOperations.OPEN.opcode();
  private static final int LAST = SessionOperations.CLOSE.opcode();

  private final ActorContext<Peer.Command> context;
  private final Attachment attached;
  private final PeerInbox inbox;
  private final NodeSessions sessions;
  private final WireWriter out;

  /** For one turn of a peer. */
  SessionProtocol(ActorContext<Peer.Command> context, Attachment attached, WireWriter out) {
    this.context = context;
    this.attached = attached;
    this.inbox = attached.inbox();
    this.sessions = attached.sessions();
    this.out = out;
  }

  /** Whether {@code message} is about the session, and for the peer itself. */
  static boolean concerns(Message message, PeerServices services) {
    int opcode = message.opcode();
    return opcode >= FIRST && opcode <= LAST && services.sessions().settings().enabled();
  }

  // ---- from others ----------------------------------------------------------------------------

  /** Somebody wants something of a session whose peer does not exist. */
  static void onMessageToNobody(SessionMessage message, ActorContext<Peer.Command> context) {
    switch (message) {
      case SessionMessage.FindSession find -> onFind(find, context, null);
      case SessionMessage.Resume resume ->
          resume.replyTo().tell(SessionMessage.refused(ResumeRefusal.GONE));
      default -> {} // it was for a peer that has ended
    }
  }

  /** Handles a message about the session that is not from the client. */
  void onMessage(SessionMessage message, long now) {
    switch (message) {
      case SessionMessage.FindSession find -> onFind(find, context, attached);
      case SessionMessage.SessionFound(var peer) -> returning().onFound(peer, now);
      case SessionMessage.Resume resume -> onResume(resume, now);
      case SessionMessage.ResumeRefused(var why) -> returning().onRefused(why);
      case SessionMessage.Leaving(var connection) -> onLeaving(connection);
      case SessionMessage.Unreadable(var connection) -> onUnreadable(connection);
      case SessionMessage.EndSession(String reason) -> onEndSession(reason);
      case SessionMessage.Saved(var write) -> saving().onSaved(write);
      case SessionMessage.Claimed(long epoch) -> saving().onClaimed(epoch);
      case SessionMessage.SaveFailed(var failure) -> saving().onFailed(failure, now);
      case SessionMessage.Resumed r -> {} // the peer itself ends
      case SessionMessage.LivesAt l -> {} // as above
      case SessionMessage.Adopt again -> onAdoptAgain(again);
      case SessionMessage.MoveAway m -> moves().away(now);
      case SessionMessage.SendAway(var notice) -> onSendAway(notice, now);
      case SessionMessage.NotTaken n -> {} // it was refused already
      case SessionMessage.TakerGone t -> {} // as above
    }
  }

  /** A node asks again whether this one goes on with the session: it does. */
  private void onAdoptAgain(SessionMessage.Adopt again) {
    PeerSession session = attached.session();
    if (session != null && session.incarnation() > again.session().snapshot().incarnation()) {
      again.replyTo().tell(new SessionMessage.SessionFound(context.getSelf()));
    }
  }

  private SessionMoves moves() {
    return new SessionMoves(context, attached);
  }

  private ReturningClient returning() {
    return new ReturningClient(context, attached, out);
  }

  private SessionSaving saving() {
    return new SessionSaving(context, attached);
  }

  // ---- from the client ------------------------------------------------------------------------

  /**
   * Handles a message of the client about its session.
   *
   * @param first whether it is the first message of its connection
   */
  void onMessage(Message message, boolean first, long now) {
    boolean resumes = first && message.opcode() == SessionOperations.RESUME.opcode();
    // Coming back costs no token: many clients of one address may do so at once. Nor does leaving.
    boolean free = resumes || message.opcode() == SessionOperations.CLOSE.opcode();
    if (!free && !inbox.admits(message, now, out)) {
      return;
    }
    try {
      if (message.opcode() == SessionOperations.OPEN.opcode()) {
        open(message);
      } else if (message.opcode() == SessionOperations.RESUME.opcode()) {
        returning().resume(message, first, now);
      } else if (message.opcode() == SessionOperations.ACKNOWLEDGE.opcode()) {
        acknowledge(message);
      } else {
        inbox.finished();
        attached.endContinuity(context.getSelf());
      }
    } catch (MalformedPacket e) {
      inbox.services.metrics().malformedPackets().increment();
      inbox.refuse(message, Status.INVALID, String.valueOf(e.getMessage()), out);
    }
  }

  private void open(Message request) {
    if (attached.session() != null) {
      inbox.refuse(request, Status.FAILED, "this client has a session already", out);
      return;
    }
    inbox.finished();
    if (!request.expectsResponse()) {
      return;
    }
    PeerSession session = sessions.begin(inbox.info.id(), context.getSelf());
    MessageCodec.writeResponse(
        request.opcode(),
        request.requestId(),
        Status.SUCCESS,
        SessionOperations.OPEN.answer(),
        sessions.ticket(inbox.info, session),
        out);
    attached.flush(out); // what counts begins behind this answer
    out.clear();
    attached.begin(session);
    inbox.saved = sessions.store().isPresent();
    if (inbox.properties().hasDurable()) {
      attached.change();
    }
  }

  private void acknowledge(Message message) {
    long number = SessionOperations.ACKNOWLEDGE.packet().decode(message.data());
    inbox.finished();
    PeerSession session = attached.session();
    String wrong = session == null ? null : session.acknowledge(number);
    if (wrong != null) {
      attached.endContinuity(context.getSelf());
      inbox.refuseMore();
      attached.close(wrong);
    }
  }

  /** Acknowledges what has come, if it is time. */
  static void acknowledgeIfDue(Attachment attached, WireWriter out) {
    PeerSession session = attached.session();
    if (session != null && session.takeAcknowledgementDue()) {
      MessageCodec.writeNotification(
          SessionOperations.ACKNOWLEDGE.opcode(), Codec.LONG, session.received(), out);
    }
  }

  // ---- the peer whose session it is -----------------------------------------------------------

  /**
   * Answers whether the session that somebody wants to resume is here.
   *
   * @param attached of this peer; null if it does not exist, or is about to end
   */
  private static void onFind(
      SessionMessage.FindSession find,
      ActorContext<Peer.Command> context,
      @Nullable Attachment attached) {
    PeerSession session = attached == null || attached.ending() != null ? null : attached.session();
    ResumeRefusal refusal = refusal(session, find.secret());
    find.replyTo()
        .tell(
            refusal == null
                ? new SessionMessage.SessionFound(context.getSelf())
                : new SessionMessage.ResumeRefused(refusal));
  }

  private static @Nullable ResumeRefusal refusal(@Nullable PeerSession session, Bytes secret) {
    if (session == null) {
      return ResumeRefusal.GONE;
    }
    return session.isSecret(secret) ? null : ResumeRefusal.WRONG_SECRET;
  }

  /** Goes on over another connection, if that may be. */
  private void onResume(SessionMessage.Resume resume, long now) {
    PeerSession session = attached.session();
    ResumeRefusal refusal = refusal(session, resume.claim().secret());
    PeerInfo info = movedTo(resume.by());
    if (refusal == null && inbox.info.isConfidential() && !info.isConfidential()) {
      refusal = ResumeRefusal.NOT_CONFIDENTIAL;
    }
    if (refusal == null && session != null) {
      refusal = session.refusal(resume.claim().received());
    }
    if (refusal == null && session != null) {
      if (!moves().to(resume, now)) {
        takeOver(session, resume, info);
      }
    } else if (refusal != null) {
      resume.replyTo().tell(new SessionMessage.ResumeRefused(refusal));
      if (refusal == ResumeRefusal.NOT_KEPT && session != null) {
        session.giveUp(PeerSession.NOT_KEPT);
      }
    }
  }

  private PeerInfo movedTo(Peer.Attach by) {
    return new PeerInfo(inbox.info.id(), inbox.info.guid(), by.remoteAddress(), by.transport());
  }

  private void takeOver(PeerSession session, SessionMessage.Resume resume, PeerInfo info) {
    ActorRef<PeerConnection.Command> former = attached.connection();
    ActorRef<PeerConnection.Command> connection = resume.by().connection();
    if (former != null) {
      context.unwatch(former);
      attached.close("the client goes on over another connection");
    }
    sessions.attach(context.getSelf());
    attached.setConnection(connection);
    inbox.moveTo(info);
    // Also one of this node: it may be gone by now, and have said so to the peer it came from.
    context.watchWith(connection, new Peer.Lost(connection, "its connection has gone"));
    List<ByteString> missed = session.resume(resume.claim().received());
    connection.tell(
        new PeerConnection.Attached(
            context.getSelf(), info.id().value(), inbox.unfinished() + session.heldFinished()));
    connection.tell(
        new PeerConnection.Outbound(
            answer(resume.claim().requestId(), session), 0, DeliveryMethod.RELIABLE));
    for (ByteString frames : missed) {
      connection.tell(new PeerConnection.Outbound(frames, 0, DeliveryMethod.RELIABLE));
    }
    resume.replyTo().tell(SessionMessage.Resumed.RESUMED);
    sessions.resumed();
    inbox.services.events().accept(new PeerResumed(info, inbox.handle()));
  }

  private static ByteString answer(int requestId, PeerSession session) {
    var answer = new WireWriter();
    MessageCodec.writeResponse(
        SessionOperations.RESUME.opcode(),
        requestId,
        Status.SUCCESS,
        SessionOperations.RESUME.answer(),
        session.answer(),
        answer);
    return ByteString.fromArrayUnsafe(answer.toArray());
  }

  // ---- how it ends ----------------------------------------------------------------------------

  /** The connection has ended: the peer waits for its client to come back, or ends. */
  void onLost(ActorRef<PeerConnection.Command> connection, String reason, long now) {
    if (!attached.isOf(connection) || attached.ending() != null) {
      return;
    }
    context.unwatch(connection);
    PeerSession session = attached.session();
    if (session == null || !sessions.detach(context.getSelf())) {
      end(reason);
      return;
    }
    attached.setConnection(null);
    session.detach(now + sessions.settings().resumeWithin().toNanos());
    inbox.services.events().accept(new PeerDetached(inbox.info, inbox.handle()));
  }

  /** What the client sends cannot be read: it could only send the same again. */
  private void onUnreadable(ActorRef<PeerConnection.Command> connection) {
    if (attached.isOf(connection)) {
      attached.endContinuity(context.getSelf());
    }
  }

  /** The connection leaves out messages from now on: what comes by it does not count. */
  private void onLeaving(ActorRef<PeerConnection.Command> connection) {
    PeerSession session = attached.session();
    if (session != null && attached.isOf(connection)) {
      session.stopCounting();
    }
  }

  /** The client shall go on at another node, if its peer can follow it there. */
  private void onSendAway(Function<String, Optional<GoingAway>> notice, long now) {
    ActorRef<PeerConnection.Command> connection = attached.connection();
    if (connection != null
        && !Attachment.isElsewhere(connection)
        && attached.mayMove(now)
        && inbox.properties().canLeave()) {
      notice
          .apply(inbox.info.transport())
          .ifPresent(going -> connection.tell(new PeerConnection.GoAway(going)));
    }
  }

  /** The server wants no more of this client: it cannot come back. */
  void onDisconnect(String reason) {
    inbox.refuseMore();
    if (attached.connection() == null) {
      end(reason);
    } else {
      attached.endContinuity(context.getSelf());
      attached.close(reason);
    }
  }

  /** The node does not keep this peer any longer, unless its client is back. */
  private void onEndSession(String reason) {
    if (attached.connection() == null) {
      end(reason);
    }
  }

  /** The client can never go on. */
  void onBroken(String reason) {
    attached.close(reason);
    end(reason);
  }

  /** Looks whether the client, or the node of its session, is late. */
  void onOverdue(long now) {
    if (attached.continuityLeft(now) > 0) {
      return;
    }
    Resumption resumption = attached.resumption();
    if (resumption != null) {
      returning().onNoAnswer(resumption).ifPresent(this::end);
    } else {
      end("its client has not come back in time");
    }
  }

  private void end(String reason) {
    if (attached.ending() == null) {
      attached.endContinuity(context.getSelf());
      attached.end(reason, out);
    }
  }
}
