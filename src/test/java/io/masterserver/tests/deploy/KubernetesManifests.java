package io.masterserver.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files in {@code deploy/kubernetes}. */
final class KubernetesManifests {

  static final Path FOLDER = Path.of("../../deploy/kubernetes");

  /** What Kubernetes makes of a document of that kind; throws if a field is unknown or wrong. */
  @FunctionalInterface
  interface Reader {
    Object read(String json) throws IOException;
  }

  static final Map<String, Reader> READERS =
      Map.of(
          "v1 Namespace", V1Namespace::fromJson,
          "v1 Secret", V1Secret::fromJson,
          "v1 Service", V1Service::fromJson,
          "v1 ServiceAccount", V1ServiceAccount::fromJson,
          "apps/v1 Deployment", V1Deployment::fromJson,
          "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::fromJson,
          "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::fromJson,
          "rbac.authorization.k8s.io/v1 Role", V1Role::fromJson,
          "rbac.authorization.k8s.io/v1 RoleBinding", V1RoleBinding::fromJson);

  private KubernetesManifests() {}

  static List<String> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every object: the documents of all files but kustomization.yaml, which is none. */
  static Stream<JsonNode> objects() {
    return files().stream()
        .filter(file -> file.endsWith(".yaml") && !file.equals("kustomization.yaml"))
        .flatMap(file -> YamlFile.read(FOLDER.resolve(file)).stream());
  }

  static JsonNode object(String kind, String name) {
    return objects()
        .filter(object -> object.at("/kind").asText().equals(kind))
        .filter(object -> object.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no %s named %s".formatted(kind, name)));
  }

  static Object read(JsonNode object) throws IOException {
    String kind = object.at("/apiVersion").asText() + " " + object.at("/kind").asText();
    Reader reader = READERS.get(kind);
    if (reader == null) {
      throw new AssertionError("no such kind is known here: " + kind);
    }
    return reader.read(object.toString());
  }
}
