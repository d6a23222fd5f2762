package io.masterserver.api;

import java.util.Optional;

/**
 * The peer of an exchange. Its properties are those at the start of the exchange; changes are seen
 * at once here, and take effect for everyone when the exchange is complete, all or none.
 *
 * <p>Threads: properties belong to the handler; what is inherited is good from any thread.
 */
public interface ExchangePeer extends PeerHandle {

  PeerInfo info();

  /**
   * The way to this peer that may be kept: it does not keep the exchange, nor what was asked. What
   * is sent by it and by the exchange itself goes the same way, in order.
   */
  PeerHandle handle();

  /** Returns the value of a property, or its key's default. */
  <T> Optional<T> get(PropertyKey<T> key);

  /** Sets a property when the exchange completes; not possible after that. */
  <T> void set(PropertyKey<T> key, T value);

  /** Removes a property when the exchange completes; not possible after that. */
  void remove(PropertyKey<?> key);

  /** What the peer may do: 0 for everyone, more by a permission key. */
  default int permissionLevel() {
    return get(CoreProperties.PERMISSION_LEVEL).orElse(0);
  }
}
