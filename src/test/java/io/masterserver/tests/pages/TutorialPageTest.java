package io.masterserver.tests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.samples.personalinfo.PersonalInfoModule;
import io.masterserver.tests.fixture.RunningServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The tutorial's page, in a browser,")
@Timeout(120)
class TutorialPageTest {

  private static final String PAGE = "master.websocket.static-files = \"classpath:/tutorial\"\n";

  @TempDir private static Path profile;

  private static Chromium browser;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    browser = Chromium.start(profile);
    server = RunningServer.startWithAccounts(PAGE, new PersonalInfoModule());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.open(origin(server));
  }

  @Test
  void runs_the_tutorial_to_its_end() {
    browser.press("Connect");
    browser.said("connection", "Connected to ws://");
    browser.press("Play as a guest");
    browser.said("account", "Logged in: ");
    browser.type("name", "Jöhn €");
    browser.type("age", "34");
    browser.press("Save");
    browser.said("info", "Sent");
    browser.press("Get it back");

    assertThat(browser.said("info", "J")).isEqualTo("Jöhn €, 34");
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void shows_what_is_sent_and_received() {
    browser.press("Connect");
    browser.said("connection", "Connected");
    browser.press("Get it back");

    assertThat(browser.said("info", "FAILED")).isEqualTo("FAILED: You have no profile info");
    assertThat(browser.texts("#traffic li"))
        .satisfiesExactly(
            answer ->
                assertThat(answer)
                    .startsWith("← response 1: get-personal-info (0), FAILED, 36 bytes")
                    .endsWith("69 6e 66 6f 00 00 00 01 06"),
            question ->
                assertThat(question)
                    .startsWith("→ request 1: get-personal-info (0), 11 bytes")
                    .endsWith("01 00 00 00 00 00 00 00 00 00 01"));
  }

  @Test
  void registers_and_logs_in_and_shows_no_password() {
    browser.press("Connect");
    browser.said("connection", "Connected");
    browser.type("username", "anna_lee");
    browser.type("password", "correct horse");
    browser.type("email", "anna@example.com");
    browser.press("Register");
    browser.said("account", "Registered: anna_lee");
    browser.press("Log in");

    assertThat(browser.said("account", "Logged")).isEqualTo("Logged in: anna_lee");
    assertThat(browser.texts("#traffic code")).hasSize(4).containsOnly("not shown");
  }

  @Test
  void says_why_the_server_has_closed_the_connection() {
    try (RunningServer stopping = RunningServer.start(PAGE)) {
      browser.open(origin(stopping));
      browser.press("Connect");
      browser.said("connection", "Connected");

      stopping.close();
    }

    assertThat(browser.said("connection", "Disconnected"))
        .isEqualTo("Disconnected: the server is going away (1001)");
    assertThat(browser.texts("#connected:disabled")).hasSize(1);
  }

  @Test
  void is_let_in_by_another_server_only_if_that_allows_its_origin() {
    try (RunningServer strict =
        RunningServer.start(
            PAGE + "master.websocket.allowed-origins = [ \"%s\" ]".formatted(origin(server)))) {
      String url = origin(strict).replace("http:", "ws:") + "/ws";
      browser.type("url", url);
      browser.press("Connect");
      assertThat(browser.said("connection", "Connected")).isEqualTo("Connected to " + url);

      browser.open(origin(strict));
      browser.press("Connect");
      assertThat(browser.said("connection", "no ")).startsWith("no connection to " + url);
    }
  }

  @Test
  void fits_on_a_phone() {
    browser.resize(360, 640);

    assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth;"))
        .isEqualTo(true);
    assertThat(browser.run("return innerWidth < 600;")).isEqualTo(true);
  }

  private static String origin(RunningServer server) {
    return "http://127.0.0.1:" + server.webSocketAddress().getPort();
  }
}
