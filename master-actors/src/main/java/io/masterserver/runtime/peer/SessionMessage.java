package io.masterserver.runtime.peer;

import io.masterserver.api.SessionWrite;
import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.wire.Bytes;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/** What peers say to each other, and to themselves, about the sessions of their clients. */
public sealed interface SessionMessage extends Peer.Command {

  /** Is the session with this secret here? Answered with {@link SessionFound}, or why it is not. */
  record FindSession(int peer, Bytes secret, ActorRef<Peer.Command> replyTo)
      implements SessionMessage, PeerMessage {

    /** Says nothing of the secret. */
    @Override
    public String toString() {
      return "FindSession[" + replyTo + "]";
    }
  }

  /** It is: at {@code peer}. */
  record SessionFound(ActorRef<Peer.Command> peer) implements SessionMessage, PeerMessage {}

  /** Go on over this connection. Answered with {@link Resumed}, or why not. */
  record Resume(Peer.Attach by, Claim claim, ActorRef<Peer.Command> replyTo)
      implements SessionMessage, PeerMessage {}

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
  enum Resumed implements SessionMessage, PeerMessage {
    RESUMED
  }

  /** The client stays with the peer to which it came. */
  record ResumeRefused(ResumeRefusal why) implements SessionMessage, PeerMessage {}

  /**
   * Go on with this session, on your node. For the node's door; answered with {@link SessionFound},
   * or {@link NotTaken}.
   */
  record Adopt(AdoptedSession session, ActorRef<Peer.Command> replyTo)
      implements SessionMessage, PeerMessage {}

  /**
   * The peer that you are, or have been, goes on as {@code peer}.
   *
   * @param incarnation how often it has gone on somewhere else
   */
  record LivesAt(ActorRef<Peer.Command> peer, int incarnation)
      implements SessionMessage, PeerMessage {}

  /** The node that was asked to {@link Adopt} does not go on with the session, or has gone. */
  enum NotTaken implements SessionMessage, PeerMessage {
    NOT_TAKEN
  }

  /** The node that was asked to {@link Adopt} has gone. Stays on the node. */
  enum TakerGone implements SessionMessage {
    TAKER_GONE
  }

  /** This node stops: go on at another one, if you can. Stays on the node. */
  enum MoveAway implements SessionMessage {
    MOVE_AWAY
  }

  /**
   * Let your client go on at another node, if you can follow it at once. Stays on the node.
   *
   * @param notice what it is told, by the transport that it has come by; empty if no other node can
   *     be reached by that
   */
  record SendAway(Function<String, Optional<GoingAway>> notice) implements SessionMessage {}

  /** The store has answered a write. Sent by the peer itself, never by others. */
  record Saved(SessionWrite write) implements SessionMessage {}

  /** The store has answered a take-over; epoch 0 if there is no record. Sent as {@link Saved}. */
  record Claimed(long epoch) implements SessionMessage {}

  /** The store could not do what it was asked. Sent as {@link Saved}. */
  record SaveFailed(Throwable failure) implements SessionMessage {}

  /** The node keeps the peer no more while it waits for its client. Stays on the node. */
  record EndSession(String reason) implements SessionMessage {}

  /** What the client sends cannot be read: it could only send the same again. */
  record Unreadable(ActorRef<PeerConnection.Command> connection)
      implements SessionMessage, PeerMessage {}

  /** From now on the connection leaves out messages of the client. */
  record Leaving(ActorRef<PeerConnection.Command> connection)
      implements SessionMessage, PeerMessage {}

  /** Returns the answer that a session cannot be resumed. */
  static Peer.Command refused(ResumeRefusal why) {
    return new ResumeRefused(why);
  }
}
