package io.masterserver.api;

import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A way to a peer, good from any thread and for as long as one likes; it does not keep the peer
 * alive.
 *
 * <p>What is told to a peer that has gone is dropped; what is asked of it ends with {@code
 * NotConnected}.
 */
public interface PeerHandle {

  PeerId id();

  /** Sends a message that wants no answer, in order with all that this thread sent before. */
  default <Q> void send(Notification<Q> notification, Q packet) {
    send(notification, packet, DeliveryMethod.RELIABLE);
  }

  /**
   * Sends a message that wants no answer.
   *
   * @throws IllegalArgumentException if the packet cannot be written
   */
  <Q> void send(Notification<Q> notification, Q packet, DeliveryMethod delivery);

  /**
   * Asks the peer. The stage always completes normally: with {@code Timeout} when no answer came,
   * with {@code NotConnected} when the peer has gone.
   *
   * @param within how long to wait for the answer
   * @throws IllegalArgumentException if the packet cannot be written
   */
  <Q, A> CompletionStage<Response<A>> request(Request<Q, A> request, Q packet, Duration within);

  /**
   * Closes the peer's connection.
   *
   * @param reason what the peer is told and the log says
   */
  void disconnect(String reason);

  /**
   * Reads a property as it is when the peer gets to it; {@link ExchangePeer#get} is the quick way
   * within an exchange. Without a value when the peer has gone. The stage fails when no answer
   * comes, and with an {@link IllegalArgumentException} when the key has no codec and this handle
   * was made from an id: that peer may be on another node.
   */
  <T> CompletionStage<Optional<T>> read(PropertyKey<T> key);

  /**
   * Sets a property, when the peer gets to it.
   *
   * @throws IllegalArgumentException if this handle was made from an id, so that the peer may be on
   *     another node, and the key has no codec or its codec cannot write {@code value}, or not in
   *     64 KiB
   */
  <T> void write(PropertyKey<T> key, T value);

  /** Removes a property, when the peer gets to it. */
  void clear(PropertyKey<?> key);
}
