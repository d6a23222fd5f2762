package io.masterserver.api;

import java.util.Optional;

/**
 * A client has gone, after the last exchange of it was cut off; or its peer goes on at another node
 * of the cluster, as {@code moved} says.
 *
 * @param reason for people
 * @param properties the peer's properties at the end
 * @param moved whether the peer is on another node now, or may go on there because this one stops
 *     and its session is saved: there, {@link PeerConnected} and {@link PeerResumed} tell of it
 */
public record PeerDisconnected(PeerInfo info, String reason, PropertyView properties, boolean moved)
    implements ModuleEvent {

  /** Returns the value that a property had at the end, or its key's default. */
  public <T> Optional<T> get(PropertyKey<T> key) {
    return properties.get(key);
  }
}
