package io.masterserver.tests.deploy;

import static io.masterserver.tests.deploy.KubernetesManifests.FOLDER;
import static io.masterserver.tests.deploy.KubernetesManifests.object;
import static io.masterserver.tests.deploy.YamlFile.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The manifests for Kubernetes")
class KubernetesManifestsTest {

  private static final NodeSettings SETTINGS =
      NodeSettings.read(FOLDER.resolve("master-server.conf"));

  private final JsonNode pod = object("Deployment", "master-server").at("/spec/template/spec");
  private final JsonNode container = pod.at("/containers/0");

  static Stream<Arguments> objects() {
    return KubernetesManifests.objects()
        .map(
            object ->
                Arguments.of(
                    object.at("/kind").asText() + " " + object.at("/metadata/name").asText(),
                    object));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("objects")
  @DisplayName("have no field that Kubernetes does not know, and none of a wrong type")
  void are_what_kubernetes_knows(String name, JsonNode object) throws Exception {
    assertThat(KubernetesManifests.read(object)).as(name).isNotNull();
  }

  @Test
  @DisplayName("would be found out if a field of a field were misspelt")
  void would_be_found_out() {
    ((ObjectNode) container.at("/securityContext")).put("readOnlyRootFileSystem", true);
    JsonNode deployment = object("Deployment", "master-server");
    ((ObjectNode) deployment.at("/spec/template/spec")).set("containers", pod.at("/containers"));

    assertThatThrownBy(() -> KubernetesManifests.read(deployment))
        .hasMessageContaining("readOnlyRootFileSystem");
  }

  @Test
  @DisplayName("are all applied by kustomization.yaml, but for the example of a secret")
  void are_all_applied() {
    JsonNode kustomization = YamlFile.read(FOLDER.resolve("kustomization.yaml")).getFirst();
    List<String> applied =
        Stream.of("/resources", "/configMapGenerator/0/files")
            .flatMap(list -> texts(kustomization.at(list)).stream())
            .sorted()
            .toList();

    assertThat(KubernetesManifests.files())
        .filteredOn(file -> !file.equals("kustomization.yaml"))
        .filteredOn(file -> !file.equals("secret.example.yaml"))
        .isEqualTo(applied);
  }

  @Test
  @DisplayName("name the ports on which a node with their settings listens")
  void name_the_ports_of_the_settings() {
    Config master = SETTINGS.configuration().getConfig("master");
    var ports = new TreeMap<String, Integer>();
    container
        .at("/ports")
        .forEach(port -> ports.put(name(port), port.at("/containerPort").asInt()));

    assertThat(ports)
        .containsEntry("tcp", master.getInt("tcp.bind-port"))
        .containsEntry("websocket", master.getInt("websocket.bind-port"))
        .containsEntry("cluster", master.getInt("cluster.port"))
        .containsEntry("management", master.getInt("management.bind-port"))
        .hasSize(4);
  }

  @Test
  @DisplayName("let services, probes and policies name only ports that the container has")
  void name_ports_of_the_container() {
    List<String> named =
        Stream.of(
                container.findValues("port").stream(), // of the probes
                object("Service", "master-server").findValues("targetPort").stream(),
                object("Service", "master-server-nodes").findValues("targetPort").stream(),
                object("NetworkPolicy", "master-server").findValues("port").stream())
            .flatMap(ports -> ports)
            .map(JsonNode::asText)
            .toList();
    List<String> ports = container.at("/ports").findValuesAsText("name");

    assertThat(named).hasSizeGreaterThan(8).isSubsetOf(ports);
  }

  @Test
  @DisplayName(
      "give the settings every variable and every file that they take, and no other variable")
  void give_the_settings_what_they_take() {
    assertThat(container.at("/env").findValuesAsText("name"))
        .filteredOn(variable -> variable.startsWith("MASTER_"))
        .containsExactlyInAnyOrderElementsOf(SETTINGS.variables());
    List<String> folders = container.at("/volumeMounts").findValuesAsText("mountPath");
    assertThat(SETTINGS.files())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(folders).contains(file.substring(0, file.lastIndexOf('/'))));
    assertThat(object("Secret", "master-server").at("/stringData").fieldNames())
        .toIterable()
        .allSatisfy(name -> assertThat(SETTINGS.files()).contains("/app/secrets/" + name));
  }

  @Test
  @DisplayName("let every mount have its volume")
  void have_their_volumes() {
    assertThat(container.at("/volumeMounts").findValuesAsText("name"))
        .containsExactlyInAnyOrderElementsOf(names(pod.at("/volumes")));
  }

  @Test
  @DisplayName("let nodes look for the pods that the deployment makes, more than half of them")
  void let_nodes_look_for_their_pods() {
    Config discovery = SETTINGS.configuration().getConfig("master.cluster.discovery");
    String[] label =
        discovery
            .getString("pod-selector")
            .replace("%s", discovery.getString("service-name"))
            .split("=", 2);
    JsonNode deployment = object("Deployment", "master-server");

    assertThat(deployment.at("/spec/template/metadata/labels").path(label[0]).asText())
        .isEqualTo(label[1]);
    assertThat(container.at("/ports").findValuesAsText("name"))
        .contains(discovery.getString("port-name"));
    assertThat(2 * discovery.getInt("required-contact-points"))
        .isGreaterThan(deployment.at("/spec/replicas").asInt())
        .isLessThanOrEqualTo(2 * deployment.at("/spec/replicas").asInt());
  }

  @Test
  @DisplayName("let nodes look for pods of their namespace, and do nothing else")
  void let_nodes_only_look_for_pods() {
    JsonNode rules = object("Role", "master-server").at("/rules");

    assertThat(rules).hasSize(1);
    assertThat(texts(rules.at("/0/resources"))).containsExactly("pods");
    assertThat(texts(rules.at("/0/verbs"))).containsOnly("get", "list", "watch");
    assertThat(object("RoleBinding", "master-server").at("/roleRef/name").asText())
        .isEqualTo(object("Role", "master-server").at("/metadata/name").asText());
    assertThat(pod.at("/serviceAccountName").asText())
        .isEqualTo(object("ServiceAccount", "master-server").at("/metadata/name").asText());
  }

  @Test
  @DisplayName("wait longer than a node takes to stop")
  void wait_longer_than_a_node_takes_to_stop() {
    assertThat(Duration.ofSeconds(pod.at("/terminationGracePeriodSeconds").asLong()))
        .isGreaterThan(NodeSettings.longestStop(SETTINGS.configuration()));
  }

  @Test
  @DisplayName("have a node say that it takes nothing new until nobody sends it anything new")
  void close_late_enough() {
    JsonNode probe = container.at("/readinessProbe");

    assertThat(SETTINGS.configuration().getDuration("master.shutdown.close-after"))
        .isGreaterThanOrEqualTo(
            Duration.ofSeconds(
                probe.at("/periodSeconds").asLong() * probe.at("/failureThreshold").asLong()));
  }

  @Test
  @DisplayName("have settings that a server accepts, but for the files that are not here")
  void have_settings_that_a_server_accepts() {
    assertThatThrownBy(() -> SETTINGS.start().toCompletableFuture().join())
        .hasMessageContaining("/app/tls/tls.");
  }

  private static List<String> names(JsonNode list) {
    return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
        .map(list::get)
        .map(KubernetesManifestsTest::name)
        .toList();
  }

  private static String name(JsonNode object) {
    return object.at("/name").asText();
  }
}
