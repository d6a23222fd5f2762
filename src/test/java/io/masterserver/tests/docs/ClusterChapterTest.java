package io.masterserver.tests.docs;

import static io.masterserver.tests.docs.GuidePage.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.runtime.guardian.MasterServer;
import io.masterserver.runtime.guardian.ServerSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The chapter about clusters")
class ClusterChapterTest {

  private static ServerSettings settings(String name) {
    Path file = ROOT.resolve("docs/guide/cluster").resolve(name);
    return ServerSettings.from(MasterServer.configuration(ConfigFactory.parseFile(file.toFile())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed-nodes.conf", "dns.conf", "kubernetes.conf"})
  @DisplayName("shows settings that the server takes")
  void shows_settings_that_are_allowed(String name) {
    var cluster = settings(name).cluster();

    assertThat(cluster.address().getPort()).isEqualTo(25520);
    assertThat(cluster.seedNodes().isEmpty()).isNotEqualTo(cluster.discovery().isEmpty());
  }
}
