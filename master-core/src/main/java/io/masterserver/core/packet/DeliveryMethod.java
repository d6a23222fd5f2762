package io.masterserver.core.packet;

/**
 * What may happen to a message on its way.
 *
 * <p>TCP and WebSocket deliver whatever is sent, in order, so there the methods differ in one thing
 * only: when a receiver does not keep up, {@link #UNRELIABLE} messages are dropped first.
 */
public enum DeliveryMethod {
  /** Arrives, or the connection ends. */
  RELIABLE,
  /** Arrives, behind all that were sent before it, or the connection ends. */
  RELIABLE_SEQUENCED,
  /** May be dropped when the receiver is slow. */
  UNRELIABLE
}
