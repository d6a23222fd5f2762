package io.masterserver.api;

import java.util.Optional;

/**
 * A client has gone, after the last exchange of it was cut off.
 *
 * @param reason for people
 * @param properties the peer's properties at the end
 */
public record PeerDisconnected(PeerInfo info, String reason, PropertyView properties)
    implements ModuleEvent {

  /** Returns the value that a property had at the end, or its key's default. */
  public <T> Optional<T> get(PropertyKey<T> key) {
    return properties.get(key);
  }
}
