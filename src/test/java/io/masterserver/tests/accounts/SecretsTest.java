package io.masterserver.tests.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.tests.fixture.EveryLogLine;
import io.masterserver.tests.fixture.PostOffice;
import io.masterserver.tests.fixture.RunningServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One run through all that accounts can do, with every logger at its loudest. */
@DisplayName("The secrets of accounts")
@Timeout(120)
class SecretsTest {

  private static final String AUDIT = "io.masterserver.audit";
  private static final Secrets SECRETS = new Secrets();
  private static final String PERMISSION_KEY =
      SECRETS.add("permission key", "key-of-the-game-servers");
  private static final AccountTables TABLES =
      new AccountTables(
          "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()),
          "keeper",
          SECRETS.add("password of the database", "cellar-of-the-keeper"));

  private static final String SETTINGS =
      """
      master.database { jdbc-url = "%s", user = "%s", password = "%s" }
      master.modules.core.permission-keys = [{ key = "%s", level = 1 }]
      master.access { ban-account = permission 1, find-account = permission 1 }
      master.auth {
        msf-credentials = on
        sessions.duplicate-log-in = allow
        codes.pause = 1 second
        limits { failures-per-account = 100, mails-per-hour = 100000 }
      }
      pekko {
        loglevel = DEBUG
        log-dead-letters = on
        log-dead-letters-during-shutdown = on
        actor.debug {
          receive = on
          autoreceive = on
          lifecycle = on
          unhandled = on
          event-stream = on
        }
        io.tcp.trace-logging = on
        remote.artery { log-received-messages = on, log-sent-messages = on }
        cluster.sharding.verbose-debug-logging = on
      }
      """
          .formatted(TABLES.jdbcUrl(), TABLES.user(), TABLES.password(), PERMISSION_KEY);

  private static List<String> logged = List.of();
  private static List<String> audited = List.of();
  private static List<String> shown = List.of();

  @BeforeAll
  static void run() {
    SECRETS.add("password of the mail server", PostOffice.PASSWORD);
    try (EveryLogLine log = EveryLogLine.capture();
        PostOffice mails = PostOffice.open()) {
      try (RunningServer server = RunningServer.startWithAccounts(SETTINGS + mails.settings())) {
        var journey = new AccountJourney(server, mails, TABLES, SECRETS, PERMISSION_KEY);
        journey.goThrough();
        shown = journey.shown();
      }
      logged = log.lines();
      audited = log.lines(AUDIT);
      for (String logger : List.of("io.masterserver", "org.apache.pekko", "com.zaxxer.hikari")) {
        assertThat(log.lines(logger)).as(logger).isNotEmpty();
      }
    }
    assertThat(SECRETS.size()).isGreaterThan(30);
  }

  @Test
  void are_in_no_line_of_any_log() {
    assertThat(leaks(logged)).isEmpty();
  }

  @Test
  void are_in_nothing_that_clients_are_told_nor_in_how_packets_print_themselves() {
    assertThat(shown).hasSizeGreaterThan(100);
    assertThat(leaks(shown)).isEmpty();
  }

  @Test
  @DisplayName("are not in the audit log, nor are e-mails: only who has done what")
  void are_not_in_the_audit_log() {
    assertThat(audited)
        .anyMatch(line -> line.contains("log-in") && line.contains(AccountJourney.ANNA))
        .anyMatch(line -> line.contains("token-reuse"))
        .anyMatch(line -> line.contains("permission"))
        .anyMatch(line -> line.contains("account-delete"))
        .noneMatch(line -> line.contains("@player.example"));
  }

  private static List<String> leaks(List<String> texts) {
    return texts.stream().flatMap(text -> SECRETS.in(text).stream()).distinct().toList();
  }
}
