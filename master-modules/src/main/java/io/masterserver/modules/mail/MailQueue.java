package io.masterserver.modules.mail;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import io.masterserver.modules.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The mails that wait, in the database, for any node that sends them.
 *
 * <p>A node claims a mail for a while: until then no other node sees it. If the node dies, others
 * find the mail when that time is over. What a claim has led to counts only while nobody else has
 * claimed the mail.
 *
 * <p>Threads: any but those of actors: it waits for the database. Each method throws {@link
 * io.masterserver.modules.database.DatabaseUnavailable}.
 */
final class MailQueue {

  /** The folder of the scripts that make the table. */
  static final String MIGRATION = "io/masterserver/modules/mail/migration";

  private static final int MAX_EXPIRED = 1000;

  private final Database database;
  private final InstantSource clock;
  private final int maxQueued;
  private final Duration lease;

  MailQueue(Database database, InstantSource clock, int maxQueued, Duration lease) {
    this.database = database;
    this.clock = clock;
    this.maxQueued = maxQueued;
    this.lease = lease;
  }

  /**
   * Adds a mail. The limit may be exceeded by as many as are added at the same moment.
   *
   * @throws MailQueueFull if there are enough already
   */
  void add(Mail mail) {
    if (!database.call(transaction -> added(transaction, mail))) {
      throw new MailQueueFull(maxQueued);
    }
  }

  private boolean added(Handle transaction, Mail mail) {
    int queued = transaction.createQuery("SELECT COUNT(*) FROM mails").mapTo(Integer.class).one();
    if (queued >= maxQueued) {
      return false;
    }
    transaction
        .createUpdate(
            """
            INSERT INTO mails (recipient, template, placeholders, not_after, due_at)
            VALUES (:to, :template, :placeholders, :notAfter, :now)
            """)
        .bind("to", mail.to())
        .bind("template", mail.template())
        .bind("placeholders", json(mail.values()))
        .bind("notAfter", mail.notAfter().toEpochMilli())
        .bind("now", clock.millis())
        .execute();
    return true;
  }

  /**
   * Takes the mail that has been due for longest, if there is one that nobody else takes at this
   * moment.
   */
  Optional<QueuedMail> claim() {
    return database.call(
        transaction -> {
          long now = clock.millis();
          return transaction
              .createQuery(
                  """
                  SELECT * FROM mails WHERE due_at <= :now AND not_after > :now
                  ORDER BY due_at, id LIMIT 1
                  """)
              .bind("now", now)
              .map((row, context) -> mail(row))
              .findOne()
              .filter(mail -> claimed(transaction, mail, now));
        });
  }

  /** Of nodes that try at the same time, the one whose update comes first has it. */
  private boolean claimed(Handle transaction, QueuedMail mail, long now) {
    return transaction
            .createUpdate(
                """
                UPDATE mails SET tries = :tries, due_at = :leaseEnd
                WHERE id = :id AND tries = :tries - 1 AND due_at <= :now
                """)
            .bind("id", mail.id())
            .bind("tries", mail.tries())
            .bind("leaseEnd", now + lease.toMillis())
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Ends what was claimed: the mail is sent, or given up. */
  void delete(QueuedMail mail) {
    database.call(
        transaction ->
            transaction
                .createUpdate("DELETE FROM mails WHERE id = :id AND tries = :tries")
                .bind("id", mail.id())
                .bind("tries", mail.tries())
                .execute());
  }

  /** Gives back what was claimed; it is due again after {@code delay}, or when it expires. */
  void postpone(QueuedMail mail, Duration delay) {
    long due = Math.min(clock.millis() + delay.toMillis(), mail.notAfter().toEpochMilli());
    database.call(
        transaction ->
            transaction
                .createUpdate("UPDATE mails SET due_at = :due WHERE id = :id AND tries = :tries")
                .bind("due", due)
                .bind("id", mail.id())
                .bind("tries", mail.tries())
                .execute());
  }

  /**
   * Deletes mails that are of no use any more and that nobody sends at this moment, some at a time.
   *
   * @return the ids of those that this call has deleted
   */
  List<Long> deleteExpired() {
    return database.call(
        transaction -> {
          long now = clock.millis();
          return transaction
              .createQuery(
                  "SELECT id FROM mails WHERE not_after <= :now AND due_at <= :now LIMIT :max")
              .bind("now", now)
              .bind("max", MAX_EXPIRED)
              .mapTo(Long.class)
              .list()
              .stream()
              .filter(id -> deletedExpired(transaction, id, now))
              .toList();
        });
  }

  private static boolean deletedExpired(Handle transaction, long id, long now) {
    return transaction
            .createUpdate("DELETE FROM mails WHERE id = :id AND due_at <= :now")
            .bind("id", id)
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Returns how long until a mail is due: zero if one is, empty if there is none. */
  Optional<Duration> untilNextDue() {
    return database
        .call(
            transaction ->
                transaction
                    .createQuery("SELECT MIN(due_at) FROM mails")
                    .mapTo(Long.class)
                    .findOne())
        .map(due -> Duration.ofMillis(Math.max(0, due - clock.millis())));
  }

  private static QueuedMail mail(ResultSet row) throws SQLException {
    return new QueuedMail(
        row.getLong("id"),
        row.getString("recipient"),
        row.getString("template"),
        values(row.getString("placeholders")),
        Instant.ofEpochMilli(row.getLong("not_after")),
        row.getInt("tries") + 1);
  }

  private static String json(Map<String, String> values) {
    return ConfigValueFactory.fromMap(values).render(ConfigRenderOptions.concise());
  }

  private static Map<String, String> values(String json) {
    Map<String, String> values = new HashMap<>();
    ConfigFactory.parseString(json, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON))
        .root()
        .unwrapped()
        .forEach((placeholder, value) -> values.put(placeholder, String.valueOf(value)));
    return values;
  }
}
