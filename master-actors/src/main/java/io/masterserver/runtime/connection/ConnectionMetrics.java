package io.masterserver.runtime.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes wrong with connections, counted over all of a node.
 *
 * @param malformedFrames frame lengths out of range; each has closed a connection
 * @param malformedMessages frames whose body was not a message
 * @param shedMessages outbound chunks of unreliable messages that were dropped
 * @param hostile where clients are written of that were closed or refused
 */
public record ConnectionMetrics(
    MeterRegistry meters,
    Counter malformedFrames,
    Counter malformedMessages,
    Counter shedMessages,
    HostileLog hostile) {

  private static final Logger log = LoggerFactory.getLogger(ConnectionMetrics.class);

  public static ConnectionMetrics in(MeterRegistry meters) {
    return new ConnectionMetrics(
        meters,
        meters.counter("master.frames.malformed"),
        meters.counter("master.messages.malformed"),
        meters.counter("master.messages.shed"),
        new HostileLog(log));
  }

  /**
   * Counts an answer to a request that became no WebSocket.
   *
   * @param status {@code 404}
   */
  public void answered(String status) {
    meters.counter("master.http.responses", "status", status).increment();
  }

  /** Counts a connection that was closed by the server, or refused. */
  public void closed(CloseCause cause) {
    meters.counter("master.connections.closed", "cause", cause.label()).increment();
  }
}
