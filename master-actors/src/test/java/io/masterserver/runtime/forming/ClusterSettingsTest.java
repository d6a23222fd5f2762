package io.masterserver.runtime.forming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.masterserver.runtime.guardian.MasterServer;
import io.masterserver.runtime.guardian.ServerSettings;
import io.masterserver.runtime.guardian.StartFailed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The settings of a cluster")
class ClusterSettingsTest {

  private static final String DNS =
      "master.cluster.discovery { method = dns, service-name = master.example.org }\n";
  private static final String POINTS =
      "pekko.management.cluster.bootstrap.contact-point-discovery.";

  private static ServerSettings settings(String text) {
    return ServerSettings.from(MasterServer.configuration(ConfigFactory.parseString(text)));
  }

  /** Returns what Pekko sees. */
  private static Config pekko(String text) {
    ServerSettings settings = settings(text);
    return settings.cluster().pekko("1.2.3").withFallback(settings.config());
  }

  private static String refusal(String text) {
    try {
      return "accepted: " + settings(text);
    } catch (StartFailed e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void are_those_of_a_single_node_by_default() {
    Config pekko = pekko("");

    assertThat(pekko.getString("pekko.remote.artery.transport")).isEqualTo("tcp");
    assertThat(pekko.getString("pekko.cluster.app-version")).isEqualTo("1.2.3");
    assertThat(pekko.getString("pekko.cluster.split-brain-resolver.active-strategy"))
        .isEqualTo("keep-majority");
    assertThat(pekko.getString("pekko.management.http.routes.cluster-bootstrap")).isEmpty();
    assertThat(pekko.getString("pekko.management.http.bind-hostname")).isEqualTo("127.0.0.1");
    assertThat(pekko.getBoolean("pekko.management.http.route-providers-read-only")).isTrue();
    assertThat(settings("").cluster().seedNodes()).isEmpty();
  }

  @ParameterizedTest(name = "{0} becomes {1} = {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "host = 127.0.0.2 | remote.artery.canonical.hostname | 127.0.0.2",
        "port = 4711 | remote.artery.canonical.port | 4711",
        "bind-host = 0.0.0.0 | remote.artery.bind.hostname | 0.0.0.0",
        "bind-port = 4712 | remote.artery.bind.port | 4712",
        "host = 127.0.0.2 | management.http.hostname | 127.0.0.2",
        "version = 2.0 | cluster.app-version | 2.0",
        "split-brain.strategy = keep-oldest | cluster.split-brain-resolver.active-strategy | keep-oldest",
        "split-brain.stable-after = 7 s | cluster.split-brain-resolver.stable-after | 7 s",
        "split-brain.quorum-size = 3 | cluster.split-brain-resolver.static-quorum.quorum-size | 3",
        "failure-detector.heartbeat-interval = 2 s | cluster.failure-detector.heartbeat-interval | 2 s",
        "failure-detector.unreachable-after = 9 s | cluster.failure-detector.acceptable-heartbeat-pause | 9 s"
      })
  void are_passed_on(String setting, String pekkoKey, String value) {
    assertThat(pekko("master.cluster." + setting).getString("pekko." + pekkoKey)).isEqualTo(value);
  }

  @Test
  void choose_dns() {
    Config pekko = pekko(DNS + "master.cluster.discovery.required-contact-points = 3");

    assertThat(pekko.getString(POINTS + "discovery-method")).isEqualTo("pekko-dns");
    assertThat(pekko.getString(POINTS + "effective-name")).isEqualTo("master.example.org");
    assertThat(pekko.getString(POINTS + "port-name")).isEmpty();
    assertThat(pekko.getInt(POINTS + "required-contact-point-nr")).isEqualTo(3);
    assertThat(pekko.getString("pekko.management.http.routes.cluster-bootstrap")).isNotEmpty();
  }

  @Test
  void choose_kubernetes() {
    Config pekko =
        pekko(
            """
            master.cluster.discovery {
              method = kubernetes
              service-name = master
              port-name = management
              namespace = games
              pod-selector = "app.kubernetes.io/name=%s"
            }
            """);

    assertThat(pekko.getString(POINTS + "discovery-method")).isEqualTo("kubernetes-api");
    assertThat(pekko.getString(POINTS + "effective-name")).isEqualTo("master");
    assertThat(pekko.getString(POINTS + "port-name")).isEqualTo("management");
    assertThat(pekko.getString("pekko.discovery.kubernetes-api.pod-namespace")).isEqualTo("games");
    assertThat(pekko.getString("pekko.discovery.kubernetes-api.pod-label-selector"))
        .isEqualTo("app.kubernetes.io/name=%s");
    assertThat(pekko.getBoolean("pekko.discovery.kubernetes-api.use-raw-ip")).isTrue();
  }

  @Test
  void take_seed_nodes_from_one_text() {
    assertThat(settings("master.cluster.seed-nodes = \"a:1, b:2\"").cluster().seedNodes())
        .containsExactly("a:1", "b:2");
  }

  @ParameterizedTest(name = "with {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster.host = 0.0.0.0 | master.cluster.host: 0.0.0.0 (expected: an address,",
        "cluster.host = \"\" | master.cluster.host: empty (expected: an address,",
        "cluster.host = no.such.host.invalid | master.cluster.host: no.such.host.invalid (expected:",
        "cluster.port = 70000 | master.cluster.port: 70000 (expected: 0..65535;",
        "cluster.bind-port = -1 | master.cluster.bind-port: -1 (expected: 0..65535;",
        "cluster.seed-nodes = [ nowhere ] | master.cluster.seed-nodes: nowhere (expected: host:port;",
        "cluster.seed-nodes = \"master@a:1\" | master.cluster.seed-nodes: master@a:1 (expected: host:port;",
        "cluster.discovery.method = consul | master.cluster.discovery.method: consul (expected: none, dns, kubernetes;",
        "cluster.discovery.method = dns | master.cluster.discovery.service-name: empty (expected: what to look for by dns;",
        "cluster.discovery.required-contact-points = 0 | required-contact-points: 0 (expected: 1..1000;",
        "cluster.discovery.stable-margin = 1 ms | master.cluster.discovery.stable-margin: PT0.001S",
        "cluster.split-brain.strategy = none | (expected: keep-majority, keep-oldest, static-quorum, down-all;",
        "cluster.split-brain.stable-after = 0 s | master.cluster.split-brain.stable-after: PT0S",
        "cluster.split-brain.quorum-size = 0 | quorum-size: 0 (expected: 1..1000;",
        "cluster.failure-detector.heartbeat-interval = 1 ms | heartbeat-interval: PT0.001S",
        "cluster.failure-detector.unreachable-after = 1 h | unreachable-after: PT1H",
        "cluster.tls.ca-file = ca.pem | master.cluster.tls.key-file: empty (expected: key-file, chain-file and ca-file all set, or none;",
        "management.bind-port = 70000 | master.management.bind-port: 70000 (expected: 0..65535;",
        "management.bind-host = no.such.host.invalid | no.such.host.invalid cannot be resolved",
        "tcp.addresses = \"a:1, nowhere\" | master.tcp.addresses: nowhere (expected: host:port, or [IPv6 address]:port;",
        "websocket.addresses = [ \"a:0\" ] | master.websocket.addresses: a:0 (expected: host:port",
        "tcp.addresses = \"a:1,b:1,c:1,d:1,e:1,f:1,g:1,h:1,i:1\" | master.tcp.addresses: 9 of them (expected: 0..8;",
        "shutdown.spread = 5 m | master.shutdown.spread: PT5M (expected: PT0S..PT4M;",
        "shutdown.drain-timeout = 0 s | master.shutdown.drain-timeout: PT0S (expected: PT0.001S..PT5M;",
        "shutdown.close-after = 2 h | master.shutdown.close-after: PT2H (expected: PT0S..PT1M;"
      })
  void are_refused(String setting, String why) {
    assertThat(refusal("master." + setting)).contains(why).doesNotContain("\n");
  }

  @ParameterizedTest(name = "with {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster.seed-nodes = \"a:1\" | master.cluster.seed-nodes: set, and so is master.cluster.discovery.method = dns (expected: one of the two",
        "management.enabled = off | method: dns, but the admin port is off (expected: master.management.enabled = on, or none;",
        "management.bind-port = 0 | dns, but the admin port is chosen by chance (expected: a master.management.bind-port other than 0",
        "cluster.host = 192.0.2.1 | dns, but the admin port is open to this machine only (expected: a master.management.bind-host that other nodes reach at 192.0.2.1"
      })
  void do_not_go_with_dns(String setting, String why) {
    assertThat(refusal(DNS + "master." + setting)).contains(why).doesNotContain("\n");
  }

  @Test
  void name_the_file_of_tls_that_cannot_be_read(@TempDir Path folder) {
    Path missing = folder.resolve("missing.pem");
    var tls =
        ConfigFactory.parseMap(
            Map.of(
                "master.cluster.tls.key-file", missing.toString(),
                "master.cluster.tls.chain-file", missing.toString(),
                "master.cluster.tls.ca-file", missing.toString()));

    assertThatThrownBy(() -> ServerSettings.from(MasterServer.configuration(tls)))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining(
            "master.cluster.tls.chain-file: %s cannot be read (expected: a PEM file", missing);
  }
}
