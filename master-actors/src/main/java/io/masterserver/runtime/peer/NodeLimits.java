package io.masterserver.runtime.peer;

import io.masterserver.runtime.registry.MessageRate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The limits of messages, as the peers of one node share them. Threads: any.
 *
 * <p>A message is refused by the first limit that has no token for it, in the order peer,
 * operation, address. So a client that is over its own limits takes nothing from others of its
 * address.
 */
public final class NodeLimits {

  final @Nullable MessageRate peer;
  final @Nullable AddressBuckets addresses;
  final Counter refusedByPeer;
  final Counter refusedByOperation;
  final Counter refusedByAddress;

  private NodeLimits(LimitSettings settings, MeterRegistry meters) {
    this.peer = settings.peer().orElse(null);
    this.addresses = settings.address().map(AddressBuckets::new).orElse(null);
    this.refusedByPeer = meters.counter("master.messages.limited", "limit", "peer");
    this.refusedByOperation = meters.counter("master.messages.limited", "limit", "operation");
    this.refusedByAddress = meters.counter("master.messages.limited", "limit", "address");
  }

  public static NodeLimits of(LimitSettings settings, MeterRegistry meters) {
    return new NodeLimits(settings, meters);
  }

  /**
   * Returns the buckets of a new peer, which must be told to {@link PeerLimits#leave}.
   *
   * @param remoteAddress {@code host:port} of the client
   */
  PeerLimits join(String remoteAddress, long now) {
    return new PeerLimits(this, addresses == null ? null : addresses.join(remoteAddress, now), now);
  }
}
