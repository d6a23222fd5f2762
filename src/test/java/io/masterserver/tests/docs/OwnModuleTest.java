package io.masterserver.tests.docs;

import static io.masterserver.tests.docs.GuidePage.ROOT;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.api.MasterModule;
import io.masterserver.runtime.guardian.MasterServer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The project of its own that chapter 3 of the guide makes")
class OwnModuleTest {

  private static final Path PROJECT = ROOT.resolve("docs/guide/own-module");

  @TempDir private Path classes;

  @Test
  void compiles_and_is_found_by_a_server() throws Exception {
    compile();
    URL[] places = {
      classes.toUri().toURL(), PROJECT.resolve("src/main/resources").toRealPath().toUri().toURL()
    };
    try (var loader = new URLClassLoader(places, getClass().getClassLoader())) {
      List<MasterModule<?>> modules = new ArrayList<>();
      ServiceLoader.load(MasterModule.class, loader).forEach(modules::add);

      MasterServer server =
          MasterServer.start(
                  MasterServer.configuration(
                      ConfigFactory.parseString(
                          """
                          master.tcp.bind-port = 0
                          master.websocket.bind-port = 0
                          master.management.bind-port = 0
                          master.database.jdbc-url = "jdbc:h2:mem:own-module"
                          """)),
                  modules)
              .toCompletableFuture()
              .get(60, SECONDS);

      assertThat(server.started().moduleMillis()).containsKey("dice");
      server.stop().toCompletableFuture().get(60, SECONDS);
    }
  }

  @Test
  @DisplayName("uses the versions that this project uses")
  void has_our_versions() throws Exception {
    String ours = Files.readString(ROOT.resolve("pom.xml"));
    String theirs = Files.readString(PROJECT.resolve("pom.xml"));

    assertThat(theirs)
        .contains(
            version(
                "<artifactId>master-actors</artifactId>",
                between(ours, "<artifactId>master-server</artifactId>\n  <version>")))
        .contains(
            version(
                "pekko-actor-testkit-typed_2.13</artifactId>", between(ours, "<pekko.version>")))
        .contains(
            version("<artifactId>junit-jupiter</artifactId>", between(ours, "<junit.version>")));
  }

  private static String version(String artifact, String version) {
    return artifact + "\n      <version>" + version + "</version>";
  }

  private static String between(String text, String before) {
    int start = text.indexOf(before) + before.length();
    return text.substring(start, text.indexOf('<', start));
  }

  private void compile() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-d", classes.toString()));
    arguments.addAll(List.of("-proc:none", "-cp", System.getProperty("java.class.path")));
    try (Stream<Path> sources = Files.walk(PROJECT.resolve("src"))) {
      sources.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(exitCode).as("exit code of javac %s", arguments).isZero();
  }
}
