package io.masterserver.runtime.forming;

import io.masterserver.api.SettingsSection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The section {@code master.cluster.discovery}: who tells this node of the others.
 *
 * @param portName empty for none
 * @param namespace empty for this pod's own
 */
public record Discovery(
    String method,
    String serviceName,
    String portName,
    String namespace,
    int requiredContactPoints) {

  private static final String NONE = "none";
  private static final String DNS = "dns";
  private static final String KUBERNETES = "kubernetes";

  /** Where Pekko has the settings of each. */
  private static final Map<String, String> PEKKO_METHODS =
      Map.of(DNS, "pekko-dns", KUBERNETES, "kubernetes-api");

  /**
   * Reads the section.
   *
   * @param self what other nodes call this one
   * @return nothing if nodes are not found this way
   * @throws IllegalArgumentException if a value is wrong, or does not go with the admin port
   */
  static Optional<Discovery> from(
      SettingsSection section, InetSocketAddress self, Optional<InetSocketAddress> admin) {
    String method = section.oneOf("method", List.of(NONE, DNS, KUBERNETES));
    var discovery =
        new Discovery(
            method,
            section.text("service-name"),
            section.text("port-name"),
            section.text("namespace"),
            section.number("required-contact-points", 1, 1000));
    section.text("pod-selector");
    section.duration("stable-margin", Duration.ofMillis(100), Duration.ofMinutes(5));
    if (method.equals(NONE)) {
      return Optional.empty();
    }
    if (discovery.serviceName.isEmpty()) {
      throw section.wrong("service-name", "empty", "what to look for by " + method);
    }
    checkAdminPort(section, method, self, admin);
    return Optional.of(discovery);
  }

  /** The nodes talk to each other there until they have formed a cluster. */
  private static void checkAdminPort(
      SettingsSection section,
      String method,
      InetSocketAddress self,
      Optional<InetSocketAddress> admin) {
    if (admin.isEmpty()) {
      throw section.wrong(
          "method",
          method + ", but the admin port is off",
          "master.management.enabled = on, or none");
    }
    if (admin.get().getPort() == 0) {
      throw section.wrong(
          "method",
          method + ", but the admin port is chosen by chance",
          "a master.management.bind-port other than 0, or none");
    }
    if (admin.get().getAddress().isLoopbackAddress() && !self.getAddress().isLoopbackAddress()) {
      throw section.wrong(
          "method",
          method + ", but the admin port is open to this machine only",
          "a master.management.bind-host that other nodes reach at %s, or none"
              .formatted(self.getHostString()));
    }
  }

  Map<String, Object> pekko() {
    String points = "pekko.management.cluster.bootstrap.contact-point-discovery.";
    Map<String, Object> pekko = new HashMap<>();
    pekko.put(points + "discovery-method", PEKKO_METHODS.get(method));
    pekko.put(points + "service-name", serviceName);
    pekko.put(points + "effective-name", serviceName);
    pekko.put(points + "port-name", portName);
    if (!namespace.isEmpty()) {
      pekko.put("pekko.discovery.kubernetes-api.pod-namespace", namespace);
    }
    return pekko;
  }

  String shown() {
    return method.equals(DNS)
        ? "the DNS name " + serviceName
        : "Kubernetes, for pods of " + serviceName + ",";
  }
}
