package io.masterserver.runtime.peer;

import io.masterserver.runtime.registry.MessageRate;
import io.masterserver.runtime.registry.OperationLimit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The token buckets that a peer takes from. State of the {@link Peer}; its thread only.
 *
 * <p>Four fields, which are 32 bytes: every peer has one.
 */
final class PeerLimits {

  private final NodeLimits node;
  private @Nullable AddressBucket address;
  private long fullAt;

  /** By the place of the operation; made when the first limited operation is used. */
  private long @Nullable [] operationsFullAt;

  PeerLimits(NodeLimits node, @Nullable AddressBucket address, long now) {
    this.node = node;
    this.address = address;
    this.fullAt = now;
  }

  /**
   * Takes what a message costs; returns what the client is told if there is not enough, else null.
   *
   * @param operation the limit of the message's operation; null if it has none
   */
  @Nullable String refusal(@Nullable OperationLimit operation, long now) {
    String refusal = refusedByPeer(now);
    if (refusal == null && operation != null) {
      refusal = refusedByOperation(operation, now);
    }
    return refusal == null && address != null ? refusedByAddress(address, now) : refusal;
  }

  private @Nullable String refusedByPeer(long now) {
    MessageRate rate = node.peer;
    if (rate == null) {
      return null;
    }
    long wait = rate.bucket().waitNanos(fullAt, now);
    if (wait > 0) {
      node.refusedByPeer.increment();
      return rate.refusal(wait);
    }
    fullAt = rate.bucket().take(fullAt, now);
    return null;
  }

  private @Nullable String refusedByOperation(OperationLimit operation, long now) {
    if (operationsFullAt == null) {
      operationsFullAt = new long[operation.places()];
      Arrays.fill(operationsFullAt, now);
    }
    int place = operation.place();
    MessageRate rate = operation.rate();
    long wait = rate.bucket().waitNanos(operationsFullAt[place], now);
    if (wait > 0) {
      node.refusedByOperation.increment();
      return rate.refusal(wait);
    }
    operationsFullAt[place] = rate.bucket().take(operationsFullAt[place], now);
    return null;
  }

  private @Nullable String refusedByAddress(AddressBucket shared, long now) {
    long wait = shared.take(now);
    if (wait == 0) {
      return null;
    }
    node.refusedByAddress.increment();
    return shared.rate.refusal(wait);
  }

  /**
   * The client comes from elsewhere now; what it has used up itself stays.
   *
   * @param remoteAddress {@code host:port}
   */
  void moveTo(String remoteAddress, long now) {
    leave(now);
    address = node.addresses == null ? null : node.addresses.join(remoteAddress, now);
  }

  /** The peer ends: one client less of its address. */
  void leave(long now) {
    if (address != null && node.addresses != null) {
      node.addresses.leave(address, now);
    }
  }
}
