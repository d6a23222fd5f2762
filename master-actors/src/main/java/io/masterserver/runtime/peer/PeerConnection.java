package io.masterserver.runtime.peer;

import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.GoingAway;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;

/** What a connection is told by its peer. */
public final class PeerConnection {

  private PeerConnection() {}

  /** All of them may travel. */
  public sealed interface Command extends PeerMessage {}

  /**
   * The peer is there and takes messages; in place of the one before, if there was one.
   *
   * @param unfinished how many messages of the client, which came by another connection, are not
   *     finished yet
   */
  public record Attached(ActorRef<Peer.Command> peer, int peerId, int unfinished)
      implements Command {}

  /** This peer id belongs to another connection; try another id. */
  public record Refused(int peerId) implements Command {}

  /**
   * Frames to write.
   *
   * @param frames one or more whole frames, or none
   * @param done how many messages of the client are finished with this
   */
  public record Outbound(ByteString frames, int done, DeliveryMethod delivery) implements Command {}

  /** Write what is waiting, tell the client the reason, and close. */
  public record Close(String reason) implements Command {}

  /** Tell the client that the server is going away, finish what is in flight, and close. */
  public record GoAway(GoingAway notice) implements Command {}
}
