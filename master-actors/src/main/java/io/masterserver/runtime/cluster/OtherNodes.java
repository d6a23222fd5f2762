package io.masterserver.runtime.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** The other nodes of the cluster that take clients, as this one knows them. Threads: any. */
public final class OtherNodes {

  /** How many addresses a client is given at most. */
  static final int MOST_ADDRESSES = 8;

  /** What the exchange has heard. */
  private static final class Heard {
    volatile List<OtherNode> ready = List.of();
  }

  private final Heard heard;
  private final ActorRef<AddressExchange.Command> exchange;

  private OtherNodes(Heard heard, ActorRef<AddressExchange.Command> exchange) {
    this.heard = heard;
    this.exchange = exchange;
  }

  /**
   * Listens to the other nodes, and will tell them where clients reach this one; once.
   *
   * @param own of this node
   * @param clients how many it has
   */
  public static OtherNodes start(ActorSystem<?> system, ClientAddresses own, IntSupplier clients) {
    var heard = new Heard();
    return new OtherNodes(
        heard,
        system.systemActorOf(
            AddressExchange.create(own, clients, ready -> heard.ready = ready),
            AddressExchange.NAME,
            Props.empty()));
  }

  /** Whether this node takes clients from now on; the others are told. */
  public void thisOneIsReady(boolean isReady) {
    exchange.tell(new AddressExchange.Ready(isReady));
  }

  /** Tells the others how many clients this node has, if it takes any. */
  void announce() {
    exchange.tell(AddressExchange.Announce.ANNOUNCE);
  }

  /** Returns what they have said last. */
  List<OtherNode> all() {
    return heard.ready;
  }

  /** Whether there are any, be their addresses known or not. */
  public boolean areThere() {
    return !heard.ready.isEmpty();
  }

  /**
   * Returns some of the addresses at which they take clients, in another order each time, so that
   * clients spread; none if they have not been told any.
   *
   * @param transport by which the client came to this node
   */
  public List<String> addresses(String transport) {
    var all =
        new ArrayList<>(
            heard.ready.stream()
                .flatMap(node -> node.addresses().by(transport).stream())
                .distinct()
                .toList());
    Collections.shuffle(all, ThreadLocalRandom.current());
    return List.copyOf(all.subList(0, Math.min(all.size(), MOST_ADDRESSES)));
  }
}
