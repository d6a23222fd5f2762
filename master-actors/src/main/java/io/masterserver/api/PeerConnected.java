package io.masterserver.api;

import java.util.Optional;

/**
 * A client has connected, or its peer has come from another node of the cluster; no message of it
 * has been handled here yet.
 *
 * @param properties of a peer that has come from another node, what it has brought along; else none
 */
public record PeerConnected(PeerInfo info, PeerHandle peer, PropertyView properties)
    implements ModuleEvent {

  /** Returns the value that a property has had, or its key's default. */
  public <T> Optional<T> get(PropertyKey<T> key) {
    return properties.get(key);
  }
}
