package io.masterserver.runtime.peer;

import org.apache.pekko.actor.typed.ActorRef;

/** Where connections get their peers. Threads: any. */
public interface PeerDirectory {

  /**
   * Makes a peer with a new id for {@code connection}, which is told {@link
   * PeerConnection.Attached}, or {@link PeerConnection.Refused} when the id was taken: then it asks
   * again.
   *
   * @param remoteAddress {@code host:port} of the client
   * @param transport {@code tcp}, {@code tls}, …
   * @return the id of that peer
   */
  int attach(ActorRef<PeerConnection.Command> connection, String remoteAddress, String transport);

  /**
   * Says that {@code connection}, for which peer {@code id} was made, has ended before it was
   * attached.
   */
  void lost(int id, ActorRef<PeerConnection.Command> connection, String reason);

  /**
   * Says that {@code peer} is the one of {@code connection} from now on, which is told {@link
   * PeerConnection.Close} when the process of the peer's node has ended, if that is another one.
   */
  void has(ActorRef<PeerConnection.Command> connection, ActorRef<Peer.Command> peer);

  /** Says that the id of the last {@link #attach} was taken: the next ones come from elsewhere. */
  void refused();
}
