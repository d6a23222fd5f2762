package io.masterserver.modules.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The queue of mails")
@ParameterizedClass
@EnumSource(TestDatabases.class)
@Timeout(60)
class MailQueueTest {

  private static final Duration LEASE = Duration.ofMinutes(3);
  private static final Duration HOUR = Duration.ofHours(1);

  private final TestClock clock = new TestClock();
  private final JdbcDatabase database;
  private final MailQueue queue;
  private final MailQueue otherNode;

  MailQueueTest(TestDatabases kind) {
    database = kind.fresh().open();
    queue = new MailQueue(database, clock, 40, LEASE);
    otherNode = new MailQueue(database, clock, 40, LEASE);
  }

  @BeforeEach
  void migrate() {
    database.migrate("mail", MailQueue.MIGRATION);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Mail mail(String user, Duration usefulFor) {
    return new Mail(
        user + "@example.org",
        "password-reset",
        Map.of("username", user, "code", "\"K7.XQ{2}M\\ ü"),
        clock.in(usefulFor));
  }

  @Test
  void returns_what_was_put_in() {
    queue.add(mail("anna", HOUR));

    assertThat(queue.claim())
        .hasValueSatisfying(
            claimed -> {
              assertThat(claimed.to()).isEqualTo("anna@example.org");
              assertThat(claimed.template()).isEqualTo("password-reset");
              assertThat(claimed.values())
                  .isEqualTo(Map.of("username", "anna", "code", "\"K7.XQ{2}M\\ ü"));
              assertThat(claimed.notAfter()).isEqualTo(clock.in(HOUR));
              assertThat(claimed.tries()).isEqualTo(1);
            });
  }

  @Test
  void gives_first_what_has_been_due_for_longest() {
    queue.add(mail("anna", HOUR));
    clock.pass(Duration.ofSeconds(1));
    queue.add(mail("boris", HOUR));

    assertThat(queue.claim()).map(QueuedMail::to).contains("anna@example.org");
    assertThat(queue.claim()).map(QueuedMail::to).contains("boris@example.org");
    assertThat(queue.claim()).isEmpty();
  }

  @Test
  void hides_a_claimed_mail_from_other_nodes_until_the_lease_ends() {
    queue.add(mail("anna", HOUR));
    queue.claim().orElseThrow();

    assertThat(otherNode.claim()).isEmpty();
    assertThat(otherNode.untilNextDue()).contains(LEASE);

    clock.pass(LEASE);
    assertThat(otherNode.claim()).map(QueuedMail::tries).contains(2);
  }

  @Test
  void ignores_what_a_node_says_about_a_mail_that_another_has_claimed_since() {
    queue.add(mail("anna", HOUR));
    QueuedMail late = queue.claim().orElseThrow();
    clock.pass(LEASE);
    QueuedMail mine = otherNode.claim().orElseThrow();

    queue.postpone(late, Duration.ZERO);
    assertThat(queue.claim()).isEmpty();
    queue.delete(late);
    assertThat(queue.untilNextDue()).contains(LEASE);

    otherNode.delete(mine);
    assertThat(queue.untilNextDue()).isEmpty();
  }

  @Test
  void gives_each_mail_to_one_of_the_nodes_that_ask_at_the_same_time() throws Exception {
    for (int i = 0; i < 40; i++) {
      queue.add(mail("user" + i, HOUR));
    }
    List<Callable<List<String>>> nodes = new ArrayList<>();
    for (int node = 0; node < 4; node++) {
      nodes.add(this::claimAll);
    }

    List<String> claimed = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<String>> node : threads.invokeAll(nodes)) {
        claimed.addAll(node.get());
      }
    }

    assertThat(claimed).hasSize(40).doesNotHaveDuplicates();
  }

  private List<String> claimAll() {
    var node = new MailQueue(database, clock, 40, LEASE);
    List<String> claimed = new ArrayList<>();
    while (node.untilNextDue().filter(Duration.ZERO::equals).isPresent()) {
      node.claim().map(QueuedMail::to).ifPresent(claimed::add);
    }
    return claimed;
  }

  @Test
  void gives_a_postponed_mail_again_after_the_delay() {
    queue.add(mail("anna", HOUR));
    queue.postpone(queue.claim().orElseThrow(), Duration.ofSeconds(5));

    assertThat(queue.claim()).isEmpty();
    assertThat(queue.untilNextDue()).contains(Duration.ofSeconds(5));

    clock.pass(Duration.ofSeconds(5));
    assertThat(queue.claim()).map(QueuedMail::tries).contains(2);
  }

  @Test
  void deletes_a_mail_when_it_expires_and_never_gives_it() {
    queue.add(mail("anna", Duration.ofMinutes(15)));
    queue.postpone(queue.claim().orElseThrow(), HOUR);

    assertThat(queue.deleteExpired()).isEmpty();
    clock.pass(Duration.ofMinutes(15));

    assertThat(queue.claim()).isEmpty();
    assertThat(queue.deleteExpired()).hasSize(1);
    assertThat(queue.untilNextDue()).isEmpty();
  }

  @Test
  void does_not_delete_an_expired_mail_under_the_hands_of_the_node_that_sends_it() {
    queue.add(mail("anna", Duration.ofMinutes(1)));
    queue.claim().orElseThrow();
    clock.pass(Duration.ofMinutes(2));

    assertThat(otherNode.deleteExpired()).isEmpty();
  }

  @Test
  void refuses_more_than_it_may_hold() {
    for (int i = 0; i < 40; i++) {
      queue.add(mail("user" + i, HOUR));
    }

    assertThatThrownBy(() -> queue.add(mail("onemore", HOUR)))
        .isInstanceOf(MailQueueFull.class)
        .hasMessageContainingAll("40 mails wait already", "master.mail.max-queued")
        .hasMessageNotContaining("onemore");

    queue.delete(queue.claim().orElseThrow());
    queue.add(mail("onemore", HOUR));
  }

  @Test
  void says_that_nothing_is_due_when_it_is_empty() {
    assertThat(queue.untilNextDue()).isEqualTo(Optional.empty());
    assertThat(queue.claim()).isEmpty();
  }
}
