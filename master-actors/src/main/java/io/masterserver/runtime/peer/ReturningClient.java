package io.masterserver.runtime.peer;

import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.session.ResumeSession;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** What a new peer does whose client wants to go on as another one. */
final class ReturningClient {

  /** How long the search may take: other nodes are asked, then the store. */
  static final Duration FIND_WITHIN = Duration.ofSeconds(8);

  /** How long another node may take to go on over the connection. */
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

  private final ActorContext<Peer.Command> context;
  private final Attachment attached;
  private final PeerInbox inbox;
  private final NodeSessions sessions;
  private final WireWriter out;

  /** For one turn of a peer. */
  ReturningClient(ActorContext<Peer.Command> context, Attachment attached, WireWriter out) {
    this.context = context;
    this.attached = attached;
    this.inbox = attached.inbox();
    this.sessions = attached.sessions();
    this.out = out;
  }

  void resume(Message request, boolean first, long now) {
    if (!request.expectsResponse()) {
      inbox.finished();
      return;
    }
    ResumeSession resume = SessionOperations.RESUME.packet().decode(request.data());
    Optional<SessionToken> token =
        SessionToken.parse(resume.token()).filter(t -> !t.peer().equals(inbox.info.id()));
    if (!first || token.isEmpty()) {
      refuse(request.requestId(), first ? ResumeRefusal.GONE : ResumeRefusal.TOO_LATE);
      return;
    }
    var claim =
        new SessionMessage.Claim(token.get().secret(), resume.received(), request.requestId());
    attached.begin(
        new Resumption(
            token.get(), claim, sessions.settings().maxKeptBytes(), now + FIND_WITHIN.toNanos()));
    sessions.find(token.get(), context.getSelf());
  }

  /** The session is there. */
  void onFound(ActorRef<Peer.Command> other, long now) {
    Resumption resumption = attached.resumption();
    ActorRef<PeerConnection.Command> connection = attached.connection();
    if (resumption != null && connection != null && !resumption.isHandedOver()) {
      resumption.handOver(now + ANSWER_WITHIN.toNanos());
      PeerInfo info = inbox.info;
      other.tell(
          new SessionMessage.Resume(
              new Peer.Attach(connection, info.remoteAddress(), info.transport()),
              resumption.claim,
              context.getSelf()));
    }
  }

  /** There is nothing to go on with: the client stays a new one. */
  void onRefused(ResumeRefusal why) {
    Resumption resumption = attached.resumption();
    if (resumption == null) {
      return;
    }
    attached.endContinuity(context.getSelf());
    refuse(resumption.claim.requestId(), why);
    attached.flush(out); // the answer first, what it had to wait for behind it
    out.clear();
    if (!resumption.held().isEmpty()) {
      attached.send(resumption.held(), 0, DeliveryMethod.RELIABLE);
    }
  }

  /**
   * The other peer has not answered in time.
   *
   * @return why this peer has to end, if it has
   */
  Optional<String> onNoAnswer(Resumption resumption) {
    if (resumption.isHandedOver()) {
      String reason = "the node of its session does not answer (connect again)";
      attached.close(reason);
      return Optional.of(reason);
    }
    onRefused(ResumeRefusal.NO_ANSWER);
    return Optional.empty();
  }

  private void refuse(int requestId, ResumeRefusal why) {
    sessions.refused(why);
    inbox.finished();
    MessageCodec.writeResponse(
        SessionOperations.RESUME.opcode(), requestId, why.status(), Codec.TEXT, why.text(), out);
  }
}
