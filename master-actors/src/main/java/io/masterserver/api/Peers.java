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
   * Sends one message to many peers. It is encoded once.
   *
   * @throws IllegalArgumentException if the packet cannot be written
   */
  <Q> void broadcast(
      Collection<? extends PeerHandle> peers,
      Notification<Q> notification,
      Q packet,
      DeliveryMethod delivery);
}
