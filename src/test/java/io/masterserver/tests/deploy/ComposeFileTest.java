package io.masterserver.tests.deploy;

import static io.masterserver.tests.deploy.YamlFile.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The file for Compose")
class ComposeFileTest {

  private static final Path FOLDER = Path.of("../../deploy");
  private static final NodeSettings SETTINGS =
      NodeSettings.read(FOLDER.resolve("compose/master-server.conf"));

  private final JsonNode file = YamlFile.read(FOLDER.resolve("compose.yaml")).getFirst();

  @Test
  @DisplayName("is what the schema of Compose allows")
  void is_what_the_schema_allows() throws IOException {
    assertThat(complaints(file)).isEmpty();
  }

  @Test
  @DisplayName("would be found out if a field were misspelt")
  void would_be_found_out() throws IOException {
    ((ObjectNode) file.at("/services/node-1")).put("stop_grace_time", "1m");

    assertThat(complaints(file)).singleElement().asString().contains("stop_grace_time");
  }

  @Test
  @DisplayName("gives every node the variables and files that its settings take")
  void gives_the_settings_what_they_take() {
    for (JsonNode node : nodes()) {
      assertThat(node.at("/environment").fieldNames())
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(SETTINGS.variables());
      List<String> given = new ArrayList<>();
      node.at("/secrets").forEach(s -> given.add("/run/secrets/" + s.at("/target").asText()));
      texts(node.at("/volumes")).forEach(volume -> given.add(volume.split(":")[1] + "/"));
      assertThat(SETTINGS.files())
          .isNotEmpty()
          .allSatisfy(wanted -> assertThat(given).anyMatch(wanted::startsWith));
    }
  }

  @Test
  @DisplayName("lets the nodes know each other by their names in it")
  void lets_nodes_know_each_other() {
    List<String> names = new ArrayList<>();
    file.at("/services").fieldNames().forEachRemaining(names::add);
    names.remove("database");
    Config cluster = SETTINGS.configuration().getConfig("master.cluster");

    assertThat(cluster.getStringList("seed-nodes"))
        .isEqualTo(names.stream().map(name -> name + ":" + cluster.getInt("port")).toList());
    assertThat(names)
        .allSatisfy(
            name ->
                assertThat(file.at("/services/%s/environment/MASTER_CLUSTER_HOST".formatted(name)))
                    .hasToString('"' + name + '"'));
  }

  @Test
  @DisplayName(
      "opens the ports for clients, to this machine only unless told otherwise, and no other")
  void opens_only_ports_for_clients() {
    Config master = SETTINGS.configuration().getConfig("master");

    for (JsonNode node : nodes()) {
      assertThat(texts(node.at("/ports")))
          .allSatisfy(port -> assertThat(port).startsWith("${MASTER_PUBLISH:-127.0.0.1}:"))
          .extracting(port -> Integer.valueOf(port.substring(port.lastIndexOf(':') + 1)))
          .containsExactly(master.getInt("tcp.bind-port"), master.getInt("websocket.bind-port"));
    }
    assertThat(file.at("/services/database").has("ports")).isFalse();
  }

  @Test
  @DisplayName("asks the management port for a node's health")
  void asks_the_management_port() {
    String port = SETTINGS.configuration().getString("master.management.bind-port");

    for (JsonNode node : nodes()) {
      assertThat(texts(node.at("/healthcheck/test")))
          .containsExactly("CMD", "/app/bin/answers", port, "/ready");
    }
    assertThat(FOLDER.resolve("image/app/bin/answers")).isExecutable();
  }

  @Test
  @DisplayName("waits longer than a node takes to stop")
  void waits_longer_than_a_node_takes_to_stop() {
    for (JsonNode node : nodes()) {
      Duration grace =
          ConfigFactory.parseString("grace = " + node.at("/stop_grace_period").asText())
              .getDuration("grace");
      assertThat(grace).isGreaterThan(NodeSettings.longestStop(SETTINGS.configuration()));
    }
  }

  @Test
  @DisplayName("holds no password: they are in files of their own")
  void holds_no_password() throws IOException {
    assertThat(Files.readString(FOLDER.resolve("compose.yaml")))
        .contains("POSTGRES_PASSWORD_FILE: ")
        .doesNotContainPattern("(?i)password: \\S");
    assertThat(SETTINGS.text()).doesNotContainPattern("(?m)^[^#]*password *=");
  }

  @Test
  @DisplayName("names the image that is built")
  void names_the_image_that_is_built() throws IOException {
    String version =
        Stream.of(Files.readString(FOLDER.resolve("pom.xml")).split("</?version>"))
            .skip(1)
            .findFirst()
            .orElseThrow();

    assertThat(nodes())
        .extracting(node -> node.at("/image").asText())
        .containsOnly("${MASTER_IMAGE:-master-server:%s}".formatted(version));
  }

  @Test
  @DisplayName("has settings that a server accepts, but for the files that are not here")
  void has_settings_that_a_server_accepts() {
    assertThatThrownBy(() -> SETTINGS.start().toCompletableFuture().join())
        .hasMessageContaining("/app/tls/");
  }

  private List<JsonNode> nodes() {
    return Stream.of("node-1", "node-2", "node-3")
        .map(name -> file.at("/services/" + name))
        .toList();
  }

  private static List<Error> complaints(JsonNode file) throws IOException {
    try (InputStream schema =
        Objects.requireNonNull(
            ComposeFileTest.class.getResourceAsStream("/schemas/compose-spec.json"))) {
      var draft = (ObjectNode) new ObjectMapper().readTree(schema);
      draft.remove(List.of("$schema", "$id")); // not written as the validator wants them
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(draft)
          .validate(file);
    }
  }
}
