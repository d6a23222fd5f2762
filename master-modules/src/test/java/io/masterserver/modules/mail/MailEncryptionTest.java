package io.masterserver.modules.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.TestDatabases;
import io.masterserver.modules.mail.TestSmtpServer.Heard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The connection to the mail server")
@Timeout(120)
class MailEncryptionTest {

  private final TestClock clock = new TestClock();
  private final JdbcDatabase database = TestDatabases.H2.fresh().open();
  private final MailQueue queue = new MailQueue(database, clock, 1, Duration.ofMinutes(3));

  @TempDir private Path folder;

  @AfterEach
  void close() {
    database.close();
  }

  private MailServerNode node(int port, String security, Path trustFile) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("port", port);
    settings.put("security", security);
    settings.put("trust-file", trustFile.toString());
    settings.put("user", "game");
    settings.put("password", "hunter2");
    return MailServerNode.with(clock, database, settings);
  }

  /** Sends a mail and expects it to stay in the queue, for a reason that the log names. */
  private void staysInTheQueue(MailServerNode node, String why) {
    try (var log = new CapturedLog("io.masterserver.modules.mail")) {
      node.sendCode("anna", "K7XQ2M");
      node.await(() -> !log.lines().isEmpty());

      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARN Mail 1 (password-reset) is tried again in PT5S: ")
          .contains(why)
          .doesNotContain("anna", "K7XQ2M", "hunter2");
      assertThat(queue.untilNextDue()).contains(Duration.ofSeconds(5));
    }
  }

  private static List<String> words(TestSmtpServer server) {
    return server.heard().stream().map(heard -> heard.line().split("[ :]")[0]).toList();
  }

  @Test
  void is_encrypted_by_starttls_before_anything_else_is_said() throws Exception {
    TestCertificate certificate = TestCertificate.certifiedFor("ip:127.0.0.1", folder);
    try (var server = TestSmtpServer.withStartTls(certificate.server());
        var node = node(server.port(), "starttls", certificate.trustFile())) {
      node.sendCode("anna", "K7XQ2M");
      node.await(() -> server.taken() == 1);

      assertThat(server.heard())
          .filteredOn(heard -> !heard.encrypted())
          .extracting(heard -> heard.line().split(" ")[0])
          .containsExactly("EHLO", "STARTTLS");
      assertThat(server.heard())
          .filteredOn(Heard::encrypted)
          .extracting(heard -> heard.line().split("[ :]")[0])
          .contains("AUTH", "MAIL", "RCPT", "DATA");
    }
  }

  @Test
  void is_given_up_when_the_server_does_not_offer_starttls() throws Exception {
    try (var server = TestSmtpServer.plain();
        var node = node(server.port(), "starttls", Path.of(""))) {
      staysInTheQueue(node, "STARTTLS is required");

      assertThat(words(server)).doesNotContain("AUTH", "MAIL");
    }
  }

  @Test
  void is_given_up_when_starttls_leads_to_a_certificate_that_is_not_trusted() throws Exception {
    TestCertificate certificate = TestCertificate.certifiedFor("ip:127.0.0.1", folder);
    try (var server = TestSmtpServer.withStartTls(certificate.server());
        var node = node(server.port(), "starttls", Path.of(""))) {
      staysInTheQueue(node, "unable to find valid certification path");

      assertThat(words(server)).doesNotContain("AUTH", "MAIL");
    }
  }

  @Test
  void is_encrypted_by_tls_from_the_first_byte() throws Exception {
    TestCertificate certificate = TestCertificate.certifiedFor("ip:127.0.0.1", folder);
    try (var server = TestSmtpServer.withTls(certificate.server());
        var node = node(server.port(), "tls", certificate.trustFile())) {
      node.sendCode("anna", "K7XQ2M");
      node.await(() -> server.taken() == 1);

      assertThat(server.heard()).allMatch(Heard::encrypted);
    }
  }

  @Test
  void is_given_up_when_the_certificate_is_for_another_host() throws Exception {
    TestCertificate certificate = TestCertificate.certifiedFor("dns:elsewhere.example", folder);
    try (var server = TestSmtpServer.withTls(certificate.server());
        var node = node(server.port(), "tls", certificate.trustFile())) {
      staysInTheQueue(node, "127.0.0.1");

      assertThat(server.heard()).isEmpty();
    }
  }

  @Test
  void is_given_up_when_the_certificate_is_not_trusted() {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    server.start();
    try (var node = node(server.getSmtps().getPort(), "tls", Path.of(""))) {
      staysInTheQueue(node, "unable to find valid certification path");

      assertThat(server.getReceivedMessages()).isEmpty();
    } finally {
      server.stop();
    }
  }
}
