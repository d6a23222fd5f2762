package io.masterserver.runtime.peer;

import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What nodes say to each other so that one message of theirs reaches many peers. */
public final class PeerBroadcast {

  private PeerBroadcast() {}

  public sealed interface Command {}

  /** Bring this to these peers, wherever they are. Stays on the node. */
  public record Send(List<Integer> ids, Peer.Push push) implements Command {}

  /** Hand this out to these peers, which live on your node. */
  public record Deliver(List<Integer> ids, Peer.Push push) implements Command, PeerMessage {}

  /** This is the broadcaster of the node that a shard lives on. */
  public record Home(int shard, ActorRef<Command> broadcaster) implements Command, PeerMessage {}

  /** What a broadcaster says to itself. */
  public non-sealed interface Internal extends Command {}
}
