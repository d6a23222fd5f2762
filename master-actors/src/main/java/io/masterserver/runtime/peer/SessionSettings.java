package io.masterserver.runtime.peer;

import java.time.Duration;

/**
 * The {@code master.session} section of the configuration.
 *
 * @param resumeWithin how long a peer waits for its client without a connection; zero: no sessions
 * @param maxKeptBytes how much is kept for one client until it acknowledges it
 * @param maxKeptMessages how many messages are kept for one client
 * @param maxKeptOfNodeBytes how much is kept for all clients of the node, beyond {@value
 *     OutboundLedger#FREE_BYTES} bytes for each
 * @param maxDetached how many peers of the node may wait for their clients, 1 or more
 * @param takeOverAfter how long the node of a session may take to answer before the session is
 *     restored from the store
 */
public record SessionSettings(
    Duration resumeWithin,
    int maxKeptBytes,
    int maxKeptMessages,
    int maxKeptOfNodeBytes,
    int maxDetached,
    Duration takeOverAfter) {

  /** No sessions. */
  public static final SessionSettings OFF =
      new SessionSettings(Duration.ZERO, 0, 0, 0, 1, Duration.ofSeconds(1));

  /** Whether clients can open sessions. */
  public boolean enabled() {
    return !resumeWithin.isZero();
  }
}
