package io.masterserver.tests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.RunningServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The files of a folder")
@Timeout(60)
class StaticFilesTest {

  private static final String SECRET = "for nobody";

  @TempDir private static Path home;

  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    Path folder = Files.createDirectories(home.resolve("site/inner"));
    Path site = folder.getParent();
    Files.writeString(home.resolve("secret.txt"), SECRET);
    Files.writeString(site.resolve("index.html"), "<p>welcome</p>");
    Files.writeString(site.resolve("app.js"), "export {};");
    Files.writeString(site.resolve("style.css"), "p {}");
    Files.writeString(site.resolve("icon.svg"), "<svg/>");
    Files.writeString(folder.resolve("news.txt"), "none");
    Files.createSymbolicLink(site.resolve("link.txt"), home.resolve("secret.txt"));
    server = RunningServer.start("master.websocket.static-files = \"%s\"".formatted(site));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpAnswer get(String target) {
    return HttpAnswer.to("GET", target, server.webSocketAddress());
  }

  @Test
  void are_an_index_page_for_who_asks_for_none_by_name() {
    assertThat(get("/").body()).isEqualTo("<p>welcome</p>");
  }

  @ParameterizedTest
  @CsvSource({
    "/index.html, text/html",
    "/app.js, application/javascript",
    "/style.css, text/css",
    "/icon.svg, image/svg+xml",
    "/inner/news.txt, text/plain"
  })
  void are_of_the_type_that_their_name_says(String target, String type) {
    assertThat(get(target).head()).contains("200 OK", "Content-Type: " + type);
  }

  @Test
  void run_nothing_that_comes_from_elsewhere() {
    assertThat(get("/").head())
        .contains(
            "Content-Security-Policy: default-src 'self'; connect-src 'self' ws: wss:\r\n",
            "X-Content-Type-Options: nosniff\r\n",
            "Cache-Control: no-cache\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/inner/../../secret.txt",
        "/inner/%2e%2e/%2e%2e/secret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/link.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/etc/passwd",
        "/index.html%00",
        "/%00",
        "/inner",
        "/inner/",
        "/unknown.html"
      })
  void are_all_that_there_is(String target) {
    HttpAnswer answer = get(target);

    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain(SECRET).doesNotContain("root:");
  }

  @Test
  void are_described_by_head_and_not_sent() {
    HttpAnswer answer = HttpAnswer.to("HEAD", "/app.js", server.webSocketAddress());

    assertThat(answer.head()).contains("200 OK", "Content-Length: 10");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void are_only_to_be_read() {
    assertThat(HttpAnswer.to("POST", "/app.js", server.webSocketAddress()).head())
        .contains("405 Method Not Allowed", "Allow: GET, HEAD");
  }

  @Test
  void may_be_on_the_class_path_and_are_all_of_it_that_there_is() {
    try (RunningServer onClassPath =
        RunningServer.start("master.websocket.static-files = \"classpath:/tutorial\"")) {
      var address = onClassPath.webSocketAddress();

      assertThat(HttpAnswer.to("GET", "/", address).body()).contains("<title>Personal info");
      assertThat(
              List.of(
                  "/../reference.conf",
                  "/%2e%2e/reference.conf",
                  "/..%2freference.conf",
                  "/reference.conf",
                  "/index.html%00"))
          .allSatisfy(
              target ->
                  assertThat(HttpAnswer.to("GET", target, address).status()).isBetween(400, 499));
    }
  }

  @Test
  void give_up_a_reader_that_takes_nothing(@TempDir Path site) throws IOException {
    Files.writeString(site.resolve("index.html"), "<p>welcome</p>");
    try (var large = new RandomAccessFile(site.resolve("large.bin").toFile(), "rw")) {
      large.setLength(64L << 20); // more than operating systems keep of a connection
    }
    try (RunningServer narrow =
            RunningServer.start(
                """
                master.websocket.static-files = "%s"
                master.connection.max-connections = 1
                master.connection.slow-consumer-timeout = 1 second
                """
                    .formatted(site));
        Socket deaf = HttpAnswer.open(narrow.webSocketAddress())) {
      HttpAnswer.ask(deaf, "GET", "/large.bin");
      assertThat(deaf.getInputStream().read()).isEqualTo('H');

      Await.until(
          "there is room for another",
          () -> HttpAnswer.to("GET", "/", narrow.webSocketAddress()).status() == 200);
    }
  }

  @Test
  void are_none_unless_they_are_asked_for() {
    try (RunningServer plain = RunningServer.start("")) {
      var address = plain.webSocketAddress();

      assertThat(HttpAnswer.to("GET", "/", address).body()).contains("This port is for games");
      assertThat(HttpAnswer.to("GET", "/index.html", address).status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/there/is/none", "classpath:/none", "classpath:/", "a\\u0000b"})
  void must_be_there_when_the_server_starts(String place) {
    assertThat(
            RunningServer.startFailure("master.websocket.static-files = \"%s\"".formatted(place)))
        .startsWith("master.websocket.static-files: ")
        .contains(
            "expected: a folder, or classpath:/folder, with a readable index.html", "set in ");
  }
}
