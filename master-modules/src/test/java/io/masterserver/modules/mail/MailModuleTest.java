package io.masterserver.modules.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.TestDatabase;
import io.masterserver.modules.database.TestDatabases;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The mail module")
@Timeout(120)
class MailModuleTest {

  private static final String LOGGER = "io.masterserver.modules.mail";

  private final TestClock clock = new TestClock();
  private final JdbcDatabase database = TestDatabases.H2.fresh().open();
  private final MailQueue queue = new MailQueue(database, clock, 1, Duration.ofMinutes(3));
  private GreenMail server = greenMail(0);

  @TempDir private Path folder;

  private static GreenMail greenMail(int port) {
    var greenMail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    greenMail.start();
    return greenMail;
  }

  private int port() {
    return server.getSmtp().getPort();
  }

  private boolean queueIsEmpty() {
    return queue.untilNextDue().isEmpty();
  }

  private int received() {
    return server.getReceivedMessages().length;
  }

  @AfterEach
  void stop() {
    server.stop();
    database.close();
  }

  @Test
  void sends_what_the_template_says_from_us_to_the_player() throws Exception {
    try (var node = MailServerNode.plain(clock, database, port())) {
      node.sendCode("anna", "K7XQ2M");
      node.await(() -> received() == 1 && queueIsEmpty());
    }

    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getFrom())
        .containsExactly(new InternetAddress("no-reply@game.example", "Burg Grünstein", "UTF-8"));
    assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Burg Grünstein");
    assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("anna@example.org"));
    assertThat(mail.getSubject()).startsWith("Burg Grünstein: ");
    assertThat((String) mail.getContent())
        .contains("Hello anna,", "Your code: K7XQ2M", "at Burg Grünstein");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getSentDate()).isCloseTo(Instant.now(), 120_000);
    assertThat(mail.getMessageID()).endsWith("@game.example>");
  }

  @Test
  void sends_later_when_the_server_was_down() throws Exception {
    int port = port();
    server.stop();
    try (var log = new CapturedLog(LOGGER);
        var node = MailServerNode.plain(clock, database, port)) {
      node.sendCode("anna", "K7XQ2M");
      node.await(() -> !log.lines().isEmpty());
      assertThat(log.lines())
          .hasSize(1)
          .first()
          .asString()
          .startsWith("WARN Mail 1 (password-reset) is tried again in PT5S: ")
          .doesNotContain("anna", "K7XQ2M");

      server = greenMail(port);
      node.passTimeUntil(() -> received() == 1);
      node.await(this::queueIsEmpty);
    }

    assertThat(received()).isEqualTo(1);
  }

  @Test
  void sends_after_a_restart_what_it_had_taken_before() throws Exception {
    var file =
        new TestDatabase("jdbc:h2:file:" + folder.resolve("mails"), "tester", "of-no-importance");
    int port = port();
    server.stop();
    try (var log = new CapturedLog(LOGGER);
        var before = file.open();
        var node = MailServerNode.plain(clock, before, port)) {
      node.sendCode("anna", "K7XQ2M");
      node.await(() -> !log.lines().isEmpty());
    }

    server = greenMail(port);
    clock.pass(Duration.ofMinutes(10));
    try (var after = file.open();
        var node = MailServerNode.plain(clock, after, port)) {
      node.await(() -> received() == 1);
    }

    assertThat((String) server.getReceivedMessages()[0].getContent()).contains("K7XQ2M");
  }

  @Test
  void sends_each_mail_once_when_two_nodes_share_the_queue() throws Exception {
    try (var one = MailServerNode.plain(clock, database, port());
        var two = MailServerNode.plain(clock, database, port())) {
      for (int i = 0; i < 15; i++) {
        one.sendCode("first" + i, "K7XQ2M");
        two.sendCode("second" + i, "K7XQ2M");
      }
      one.await(() -> received() >= 30 && queueIsEmpty());
    }

    Set<String> recipients = new HashSet<>();
    for (MimeMessage mail : server.getReceivedMessages()) {
      recipients.add(Arrays.toString(mail.getAllRecipients()));
    }
    assertThat(recipients).hasSize(30);
    assertThat(received()).isEqualTo(30);
  }

  @Test
  void drops_a_mail_that_was_not_sent_while_it_was_of_use() {
    int port = port();
    server.stop();
    try (var log = new CapturedLog(LOGGER);
        var node = MailServerNode.plain(clock, database, port)) {
      node.mailer().send(node.reset("anna", "K7XQ2M", Duration.ofSeconds(15)));
      node.await(() -> !log.lines().isEmpty());

      node.passTimeUntil(this::queueIsEmpty);

      node.await(() -> log.lines().contains("WARN Mail 1 was not sent in time, and is dropped"));
      assertThat(log.lines().toString()).doesNotContain("anna", "K7XQ2M");
    }
  }

  @Test
  void drops_a_mail_after_the_last_try() {
    int port = port();
    server.stop();
    try (var log = new CapturedLog(LOGGER);
        var node =
            MailServerNode.with(
                clock, database, Map.of("port", port, "security", "none", "max-tries", 3))) {
      node.sendCode("anna", "K7XQ2M");

      node.passTimeUntil(this::queueIsEmpty);

      node.await(() -> log.lines().size() == 3);
      assertThat(log.lines().getLast())
          .startsWith("WARN Mail 1 (password-reset) is dropped: ")
          .endsWith(", at the last of 3 tries");
    }
  }

  @Test
  void drops_a_mail_at_once_whose_recipient_the_server_refuses_for_good() throws Exception {
    try (var strict = TestSmtpServer.plain();
        var log = new CapturedLog(LOGGER);
        var node = MailServerNode.plain(clock, database, strict.port())) {
      strict.answerRecipients("550 5.1.1 <anna@example.org>: no such mailbox");
      node.sendCode("anna", "K7XQ2M");

      node.await(() -> queueIsEmpty() && !log.lines().isEmpty());

      assertThat(log.lines())
          .containsExactly(
              "WARN Mail 1 (password-reset) is dropped: the server refuses the recipient with 550");
      assertThat(strict.taken()).isZero();
    }
  }

  @Test
  void tries_again_when_the_server_refuses_for_now() throws Exception {
    try (var strict = TestSmtpServer.plain();
        var log = new CapturedLog(LOGGER);
        var node = MailServerNode.plain(clock, database, strict.port())) {
      strict.answerRecipients("450 4.2.0 <anna@example.org>: greylisted");
      node.sendCode("anna", "K7XQ2M");
      node.await(() -> !log.lines().isEmpty());
      assertThat(log.lines())
          .containsExactly(
              "WARN Mail 1 (password-reset) is tried again in PT5S: the server answers 450");

      strict.answerRecipients("250 fine");
      node.passTimeUntil(() -> strict.taken() == 1);
    }
  }

  @Test
  void stores_nothing_that_cannot_be_sent() {
    try (var node = MailServerNode.plain(clock, database, port())) {
      Mailer mailer = node.mailer();
      Mail good = node.reset("anna", "K7XQ2M", Duration.ofMinutes(15));

      assertThatThrownBy(
              () ->
                  mailer.send(
                      new Mail(
                          "anna@example.org\r\nBcc: eve@example.org",
                          good.template(),
                          good.values(),
                          good.notAfter())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("eve");
      assertThatThrownBy(
              () -> mailer.send(new Mail(good.to(), "unknown", good.values(), good.notAfter())))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(
              () -> mailer.send(node.reset("anna", "K\r\nBcc: eve@example.org", Duration.ZERO)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(queueIsEmpty()).isTrue();
    }
  }

  @Test
  void without_a_server_says_that_nothing_is_sent_and_writes_mails_to_the_log() {
    try (var log = new CapturedLog("io.masterserver.mail.development");
        var node = MailServerNode.withoutServer(clock, database)) {
      assertThat(log.lines())
          .containsExactly(
              "WARN Mails are NOT sent: they are written to this log, with the codes in them, as master.mail.host is not set");

      node.sendCode("anna", "K7XQ2M");
      node.await(() -> log.lines().size() == 2 && queueIsEmpty());

      assertThat(log.lines().getLast())
          .startsWith("INFO Mail 1, not sent\nTo: anna@example.org\nSubject: Master Server: ")
          .contains("Your code: K7XQ2M");
    }
  }

  @Test
  void does_not_start_with_a_wrong_setting() {
    assertThatThrownBy(
            () -> MailServerNode.with(clock, database, Map.of("templates", "no/such/folder")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("master.mail.templates", "no/such/folder");
  }
}
