package io.masterserver.runtime.module;

import com.typesafe.config.Config;
import io.masterserver.api.AuditLog;
import io.masterserver.api.CoreProperties;
import io.masterserver.api.Exchange;
import io.masterserver.api.ExchangePeer;
import io.masterserver.api.PropertyKey;
import io.masterserver.api.SettingsSection;
import io.masterserver.core.wire.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers claims of permission levels. State of the core module; its thread only. */
final class PermissionClaims {

  private static final Logger log = LoggerFactory.getLogger(PermissionClaims.class);

  private static final String INVALID = "Invalid permission key";

  /** How many claims of a peer were refused. */
  private static final PropertyKey<Integer> REFUSED_CLAIMS =
      PropertyKey.of(32002, "refused-permission-claims", Integer.class).withDefault(0);

  private final PermissionKeys keys;
  private final int triesPerPeer;
  private final GuessingAddresses guessing;

  private PermissionClaims(PermissionKeys keys, int triesPerPeer, GuessingAddresses guessing) {
    this.keys = keys;
    this.triesPerPeer = triesPerPeer;
    this.guessing = guessing;
  }

  /**
   * @param config the settings of the core module
   * @throws IllegalArgumentException if one is wrong; says which
   */
  static PermissionClaims from(Config config, LongSupplier nanoClock) {
    var section = new SettingsSection(config, "master.modules.core");
    return new PermissionClaims(
        PermissionKeys.from(config),
        section.number("permission-key-tries", 1, Integer.MAX_VALUE),
        new GuessingAddresses(
            section.number("permission-key-tries-per-address", 1, Integer.MAX_VALUE),
            section.duration("permission-key-wait"),
            section.duration("permission-key-longest-wait"),
            nanoClock));
  }

  /** Answers a claim: with the level that the peer has then, or why it gets none. */
  void answer(Exchange<String, Integer> exchange) {
    ExchangePeer peer = exchange.peer();
    if (exchange.request().isEmpty()) {
      exchange.respond(peer.permissionLevel());
      return;
    }
    if (peer.get(REFUSED_CLAIMS).orElse(0) >= triesPerPeer) {
      exchange.fail(Status.UNAUTHORIZED, INVALID); // sent before it was disconnected: not looked at
      return;
    }
    String address = peer.info().remoteAddress();
    Optional<Duration> wait = guessing.waitOf(address);
    if (wait.isPresent()) {
      long seconds = wait.get().plusMillis(999).toSeconds();
      String text =
          "Too many wrong permission keys from your address: try again in %d s".formatted(seconds);
      refuse(exchange, Status.RATE_LIMITED, text, "the address must wait");
      return;
    }
    OptionalInt level = keys.levelOf(exchange.request());
    if (level.isPresent()) {
      grant(exchange, level.getAsInt());
    } else {
      guessing.wrong(address);
      refuse(exchange, Status.UNAUTHORIZED, INVALID, "wrong key");
    }
  }

  private static void grant(Exchange<String, Integer> exchange, int level) {
    ExchangePeer peer = exchange.peer();
    int highest = Math.max(level, peer.permissionLevel());
    peer.set(CoreProperties.PERMISSION_LEVEL, highest);
    AuditLog.event("permission-claim").peer(peer.info()).with("level", level).ok();
    exchange.respond(highest);
  }

  private void refuse(Exchange<String, Integer> exchange, Status status, String text, String why) {
    ExchangePeer peer = exchange.peer();
    int refused = peer.get(REFUSED_CLAIMS).orElse(0) + 1;
    peer.set(REFUSED_CLAIMS, refused);
    AuditLog.event("permission-claim")
        .peer(peer.info())
        .with("try", "%d of %d".formatted(refused, triesPerPeer))
        .refused(why);
    exchange.fail(status, text);
    if (refused == triesPerPeer) {
      log.warn(
          "Peer [{}] from {} is disconnected: {} permission keys refused",
          peer.id(),
          peer.info().remoteAddress(),
          refused);
      peer.disconnect("too many wrong permission keys");
    }
  }
}
