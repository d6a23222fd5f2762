package io.masterserver.runtime.guardian;

import io.masterserver.runtime.connection.GatewaySettings;
import io.masterserver.runtime.connection.TlsIdentity;
import io.masterserver.runtime.connection.TlsSettings;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The certificates that the listeners show, each read once. Threads: any. */
record Certificates(Map<TlsSettings, TlsIdentity> identities) {

  /**
   * Reads the files.
   *
   * @throws StartFailed if one cannot be used; names the file and the setting
   */
  static Certificates load(Iterable<GatewaySettings> gateways) {
    var identities = new HashMap<TlsSettings, TlsIdentity>();
    for (GatewaySettings gateway : gateways) {
      gateway
          .tls()
          .ifPresent(
              tls -> identities.computeIfAbsent(tls, files -> load(files, gateway.section())));
    }
    return new Certificates(Map.copyOf(identities));
  }

  private static TlsIdentity load(TlsSettings files, String section) {
    try {
      return TlsIdentity.load(files);
    } catch (RuntimeException e) {
      throw new StartFailed(
          "%s (mend the file, or %s.tls)"
              .formatted(String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "), section),
          e);
    }
  }

  Optional<TlsIdentity> of(GatewaySettings gateway) {
    return gateway.tls().map(identities::get);
  }

  /** How often to look whether files have changed; never if there are none. */
  Optional<Duration> reloadInterval() {
    return identities.keySet().stream()
        .map(TlsSettings::reloadInterval)
        .min(Comparator.naturalOrder());
  }

  /** Reads files again that have changed. Blocks. */
  void reloadIfChanged() {
    identities.values().forEach(TlsIdentity::reloadIfChanged);
  }
}
