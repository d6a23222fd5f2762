package io.masterserver.runtime.cluster;

import io.masterserver.api.SettingsSection;
import java.time.Duration;

/**
 * The section {@code master.cluster.rebalance}; reference.conf says what each setting means.
 *
 * @param rate clients in a second; 0 for none at all
 */
public record RebalanceSettings(int rate, Duration interval, int tolerancePercent, int atLeast) {

  /** How often clients are told; less often if there is not one to be told each time. */
  private static final Duration STEP = Duration.ofMillis(100);

  /**
   * Reads the section.
   *
   * @throws IllegalArgumentException if a value is wrong
   */
  public static RebalanceSettings from(SettingsSection rebalance) {
    return new RebalanceSettings(
        rebalance.number("rate", 0, 10_000),
        rebalance.duration("interval", Duration.ofMillis(100), Duration.ofMinutes(10)),
        rebalance.number("tolerance-percent", 0, 1000),
        rebalance.number("at-least", 1, 10_000_000));
  }

  /** Whether clients are sent to other nodes at all. */
  boolean isOn() {
    return rate > 0;
  }

  /** How many are told at once. */
  int perStep() {
    return (int) Math.max(1, rate * STEP.toMillis() / 1000);
  }

  /** How long it is until the next ones are told. */
  Duration step() {
    return Duration.ofMillis(1000L * perStep() / rate);
  }
}
