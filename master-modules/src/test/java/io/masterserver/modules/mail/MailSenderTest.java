package io.masterserver.modules.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.modules.database.Database;
import io.masterserver.modules.database.DatabaseUnavailable;
import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sender of mails")
class MailSenderTest {

  private static final Duration FIRST_DELAY = Duration.ofSeconds(5);
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(10);

  private final TestClock clock = new TestClock();
  private final JdbcDatabase real = TestDatabases.H2.fresh().open();
  private final BreakableDatabase database = new BreakableDatabase(real);
  private final MailQueue queue = new MailQueue(database, clock, 10, Duration.ofMinutes(3));
  private final RecordingTransport transport = new RecordingTransport();
  private final MailSender sender =
      new MailSender(
          queue,
          Templates.load(Optional.empty(), "Castle"),
          transport,
          new RetrySettings(FIRST_DELAY, Duration.ofMinutes(5), 20),
          POLL_INTERVAL);

  /** A database whose connections can be cut. */
  private static final class BreakableDatabase implements Database {

    private final Database real;
    private boolean gone;

    BreakableDatabase(Database real) {
      this.real = real;
    }

    @Override
    public <T> T call(Work<T> work) {
      if (gone) {
        throw new DatabaseUnavailable("cut");
      }
      return real.call(work);
    }

    @Override
    public <T> CompletionStage<T> submit(Work<T> work) {
      return real.submit(work);
    }

    @Override
    public void migrate(String owner, String location) {
      real.migrate(owner, location);
    }
  }

  /** Notes what it is given, and does what the test says. */
  private static final class RecordingTransport implements MailTransport {

    private final List<String> delivered = new ArrayList<>();
    private Outcome outcome = new Outcome.Sent();
    private Runnable meanwhile = () -> {};

    @Override
    public Outcome deliver(QueuedMail mail, RenderedMail rendered) {
      delivered.add(mail.to());
      meanwhile.run();
      return outcome;
    }

    @Override
    public void hangUp() {}
  }

  @BeforeEach
  void migrate() {
    database.migrate("mail", MailQueue.MIGRATION);
  }

  @AfterEach
  void close() {
    real.close();
  }

  private void store(String user, String template) {
    queue.add(
        new Mail(
            user + "@example.org",
            template,
            Map.of("username", user, "code", "K7XQ2M", "minutes", "15"),
            clock.in(Duration.ofMinutes(15))));
  }

  @Test
  void sends_all_that_is_due_in_one_round() {
    store("anna", "password-reset");
    store("boris", "email-confirmation");

    assertThat(sender.round()).isEqualTo(new MailSender.Round(POLL_INTERVAL, true));

    assertThat(transport.delivered).containsExactly("anna@example.org", "boris@example.org");
    assertThat(queue.untilNextDue()).isEmpty();
  }

  @Test
  void does_not_send_again_what_it_sent_when_the_database_went_away() {
    store("anna", "password-reset");
    transport.meanwhile = () -> database.gone = true;
    assertThatThrownBy(sender::round).isInstanceOf(DatabaseUnavailable.class);

    database.gone = false;
    sender.round();

    assertThat(transport.delivered).containsExactly("anna@example.org");
    assertThat(queue.untilNextDue()).isEmpty();
  }

  @Test
  void tries_one_mail_only_while_the_server_cannot_be_reached_and_waits_longer_each_time() {
    store("anna", "password-reset");
    store("boris", "password-reset");
    transport.outcome = new MailTransport.Outcome.Unreachable("no route");

    assertThat(sender.round()).isEqualTo(new MailSender.Round(FIRST_DELAY, false));
    assertThat(transport.delivered).hasSize(1);
    assertThat(sender.round()).isEqualTo(new MailSender.Round(FIRST_DELAY.multipliedBy(2), false));
    assertThat(transport.delivered).hasSize(2);
  }

  @Test
  void looks_again_when_the_next_mail_is_due() {
    store("anna", "password-reset");
    transport.outcome = new MailTransport.Outcome.Failed("451");

    assertThat(sender.round()).isEqualTo(new MailSender.Round(FIRST_DELAY, true));
  }

  @Test
  void drops_a_mail_whose_template_is_gone_and_goes_on() {
    store("anna", "removed-since");
    store("boris", "password-reset");

    sender.round();

    assertThat(transport.delivered).containsExactly("boris@example.org");
    assertThat(queue.untilNextDue()).isEmpty();
  }

  @Test
  void sends_nothing_more_once_it_is_stopped() {
    store("anna", "password-reset");
    store("boris", "password-reset");
    transport.meanwhile = sender::stop;

    sender.round();

    assertThat(transport.delivered).containsExactly("anna@example.org");
  }
}
