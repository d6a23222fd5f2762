package io.masterserver.api;

import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import java.util.Collection;

/** The way to peers by id, wherever in the cluster they are. Threads: any. */
public interface Peers {

  /**
   * Returns a way to the peer {@code id}, whether or not it exists. What is sent this way has its
   * own order; what is sent by the handle of an exchange or event may overtake it.
   */
  PeerHandle peer(PeerId id);

  /**
   * Sends one message to many peers, wherever they are. It is encoded once, and goes once to each
   * node (at most 16,384 peers at a time). By handles of exchanges and events it goes in order with
   * what is sent by those; by handles made from an id, in the order of the broadcasts that this
   * thread makes, and what is sent to a single peer may overtake it.
   *
   * @throws IllegalArgumentException if the packet cannot be written
   */
  <Q> void broadcast(
      Collection<? extends PeerHandle> peers,
      Notification<Q> notification,
      Q packet,
      DeliveryMethod delivery);
}
