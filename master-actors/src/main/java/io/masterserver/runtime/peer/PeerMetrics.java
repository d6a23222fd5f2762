package io.masterserver.runtime.peer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What goes wrong with messages, counted over all peers of a node.
 *
 * @param malformedPackets payloads that did not fit their operation
 * @param unhandled messages with an opcode that no module handles
 * @param unauthorized messages that an access rule refused
 * @param timeouts exchanges in which a module was cut off
 * @param strayResponses responses to requests that were never sent, or were answered before
 */
public record PeerMetrics(
    Counter malformedPackets,
    Counter unhandled,
    Counter unauthorized,
    Counter timeouts,
    Counter strayResponses) {

  public static PeerMetrics in(MeterRegistry meters) {
    return new PeerMetrics(
        meters.counter("master.packets.malformed"),
        meters.counter("master.messages.unhandled"),
        meters.counter("master.messages.unauthorized"),
        meters.counter("master.exchanges.timeouts"),
        meters.counter("master.responses.stray"));
  }
}
