package io.masterserver.modules.auth.service;

import io.masterserver.api.AuditLog;
import io.masterserver.api.PeerInfo;
import io.masterserver.api.RemoteNetwork;
import java.time.Duration;
import java.time.InstantSource;

/** What one address may do in an hour, as fast as it likes. */
final class AddressRate {

  private final String event;
  private final RateLimit rate;

  /**
   * @param event what the audit log calls it
   * @param keys how many addresses are remembered
   */
  AddressRate(String event, int perHour, int keys, InstantSource clock) {
    this.event = event;
    this.rate = new RateLimit(perHour, Duration.ofHours(1).dividedBy(perHour), keys, clock);
  }

  /**
   * Takes one.
   *
   * @throws Refused if there were too many
   */
  void take(PeerInfo from) {
    try {
      rate.take(RemoteNetwork.of(from.remoteAddress()));
    } catch (Refused e) {
      AuditLog.event(event + "-limited")
          .peer(from)
          .with("by", "address")
          .refused("too many in an hour");
      throw e;
    }
  }
}
