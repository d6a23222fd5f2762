package io.masterserver.tests.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pekko would check that itself, but it cannot be told of an exception: pekko-discovery. */
@DisplayName("Pekko's jars on the class path")
class PekkoVersionsTest {

  private static final Pattern JAR = Pattern.compile("pekko-([a-z0-9-]+)_2\\.13-([\\w.-]+)\\.jar$");
  private static final Set<String> OF_HTTP =
      Set.of("http", "http-core", "http-spray-json", "parsing");
  private static final Set<String> OF_MANAGEMENT = Set.of("discovery-kubernetes-api");

  private static String project(String artifact) {
    if (artifact.startsWith("management") || OF_MANAGEMENT.contains(artifact)) {
      return "management";
    }
    return OF_HTTP.contains(artifact) ? "http" : artifact.equals("discovery") ? artifact : "pekko";
  }

  @Test
  void have_one_version_for_each_project() {
    Map<String, Set<String>> versions =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .flatMap(jar -> JAR.matcher(jar).results())
            .collect(
                groupingBy(
                    (MatchResult jar) -> project(jar.group(1)),
                    mapping(jar -> jar.group(2), toSet())));

    assertThat(versions).containsOnlyKeys("pekko", "http", "management", "discovery");
    assertThat(versions.values()).allSatisfy(one -> assertThat(one).hasSize(1));
  }
}
