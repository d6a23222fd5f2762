package io.masterserver.testkit;

import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.Peers;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The peers that a test has connected. Threads: any. */
final class TestPeers implements Peers {

  private final Map<PeerId, TestPeer> connected = new ConcurrentHashMap<>();

  void add(TestPeer peer) {
    connected.put(peer.id(), peer);
  }

  /** Waits until every peer that is still connected has handled what it was sent. */
  void awaitHandled() {
    connected.values().forEach(TestPeer::awaitHandled);
  }

  @Override
  public PeerHandle peer(PeerId id) {
    TestPeer peer = connected.get(id);
    if (peer == null) {
      throw new AssertionError(
          "the test has connected no peer with the id %s (expected: one of %s)"
              .formatted(id, connected.keySet()));
    }
    return peer.handleById();
  }

  @Override
  public <Q> void broadcast(
      Collection<? extends PeerHandle> peers,
      Notification<Q> notification,
      Q packet,
      DeliveryMethod delivery) {
    peers.forEach(peer -> peer.send(notification, packet, delivery));
  }
}
