package io.masterserver.modules.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Transactions")
@ParameterizedClass
@EnumSource(TestDatabases.class)
@Timeout(60)
class TransactionsTest {

  private static final String SCRIPTS = "database/scripts";

  private final TestDatabase place;
  private JdbcDatabase database;

  TransactionsTest(TestDatabases kind) {
    place = kind.fresh();
    database = place.open();
  }

  @BeforeEach
  void migrate() {
    database.migrate("notes", SCRIPTS);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void are_committed_when_the_work_returns() {
    database.call(transaction -> transaction.execute("INSERT INTO note VALUES (1, 'one', 1)"));

    assertThat(titles()).containsExactly("one");
  }

  @Test
  void change_nothing_when_the_work_throws() {
    assertThatThrownBy(
            () ->
                database.call(
                    transaction -> {
                      transaction.execute("INSERT INTO note VALUES (1, 'one', 1)");
                      throw new UnsupportedOperationException("thought better of it");
                    }))
        .isInstanceOf(UnsupportedOperationException.class);

    assertThat(titles()).isEmpty();
  }

  @Test
  void that_are_submitted_run_on_virtual_threads() throws Exception {
    Boolean virtual = answer(database.submit(t -> Thread.currentThread().isVirtual()));

    assertThat(virtual).isTrue();
  }

  @Test
  void that_wait_are_refused_on_a_thread_of_actors() throws Exception {
    try (var actors = new ForkJoinPool(1)) {
      assertThatThrownBy(() -> actors.submit(() -> database.call(transaction -> 1)).get())
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("use submit, or a virtual thread");
    }
  }

  @Test
  void name_the_constraint_that_another_row_violates() {
    insert(1, "one", 1);

    assertThat(violation(1, "two", 2)).isEqualTo("note_pk");
    assertThat(violation(2, "one", 2)).isEqualTo("note_title_unique");
    assertThat(violation(2, "two", 1)).isEqualTo("note_amount_unique");
  }

  @Test
  void name_the_constraint_also_when_a_batch_violates_it() {
    insert(1, "one", 1);

    assertThatThrownBy(() -> insertAll(List.of("two", "one")))
        .isInstanceOfSatisfying(
            UniqueConstraintViolated.class,
            e -> assertThat(e.constraint()).isEqualTo("note_title_unique"));
  }

  @Test
  void tell_no_value_when_they_fail() {
    insert(1, "secret@example.com", 1);

    assertThatThrownBy(() -> insert(2, "secret@example.com", 2))
        .isInstanceOf(UniqueConstraintViolated.class)
        .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("secret"));
    assertThatThrownBy(() -> insert(2, "secret@very-long-name.example.com", 2))
        .isInstanceOf(SqlFailed.class)
        .hasMessageContaining("22001")
        .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("secret"));
    assertThatThrownBy(
            () ->
                database.call(
                    transaction ->
                        transaction
                            .createUpdate("UPDATE note SET title = :title WHERE id = :missing")
                            .bind("title", "secret")
                            .execute()))
        .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("secret"));
  }

  @Test
  void that_fail_because_of_each_other_are_tried_again() throws Exception {
    insert(1, "one", 1);
    insert(2, "two", 2);
    var bothHaveOne = new CyclicBarrier(2);
    var tries = new AtomicInteger();

    CompletionStage<Integer> up = database.submit(t -> both(t, 1, 2, bothHaveOne, tries));
    CompletionStage<Integer> down = database.submit(t -> both(t, 2, 1, bothHaveOne, tries));

    assertThat((int) answer(up) + (int) answer(down)).isEqualTo(2);
    assertThat(tries).hasValueGreaterThan(2);
  }

  /** Two that lock the same rows in different order wait for each other until one is chosen. */
  private static int both(
      org.jdbi.v3.core.Handle transaction,
      int first,
      int second,
      CyclicBarrier barrier,
      AtomicInteger tries) {
    transaction.execute("UPDATE note SET amount = amount + 10 WHERE id = ?", first);
    if (tries.incrementAndGet() <= 2) {
      meet(barrier);
    }
    return transaction.execute("UPDATE note SET amount = amount + 10 WHERE id = ?", second);
  }

  @Test
  void that_take_too_long_are_cancelled() {
    try (var impatient = openWith("statement-timeout = 1s")) {
      String endless =
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT count(*) FROM n";

      assertThatThrownBy(() -> impatient.call(t -> t.createQuery(endless).mapTo(Long.class).one()))
          .isInstanceOf(DatabaseUnavailable.class);
    }
  }

  @Test
  void beyond_the_gate_are_refused_at_once() throws Exception {
    var release = new CountDownLatch(1);
    try (var narrow = openWith("pool-size = 1, max-waiting = 1, connection-timeout = 30s")) {
      var inside = narrow.submit(transaction -> await(release));
      var waiting = narrow.submit(transaction -> true);

      assertThatThrownBy(() -> narrow.call(transaction -> true))
          .isInstanceOf(DatabaseUnavailable.class)
          .hasMessageContaining("too much is waiting");
      release.countDown();

      assertThat(List.of(answer(inside), answer(waiting))).containsExactly(true, true);
      assertThat(narrow.<Boolean>call(transaction -> true)).isTrue();
    }
  }

  @Test
  void wait_no_longer_than_set_for_their_turn() throws Exception {
    var started = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var narrow = openWith("pool-size = 1, connection-timeout = 250ms")) {
      var inside =
          narrow.submit(
              transaction -> {
                started.countDown();
                return await(release);
              });
      assertThat(await(started)).isTrue();

      assertThatThrownBy(() -> narrow.call(transaction -> true))
          .isInstanceOf(DatabaseUnavailable.class)
          .hasMessageContaining("no connection free within 250 ms");
      narrow.check();
      release.countDown();

      assertThat(List.of(answer(inside))).containsExactly(true);
    }
  }

  @Test
  void find_tables_of_several_owners_after_several_nodes_have_migrated_at_once() throws Exception {
    List<CompletableFuture<Void>> nodes = new ArrayList<>();
    for (int node = 0; node < 6; node++) {
      nodes.add(
          CompletableFuture.runAsync(
              () -> {
                database.migrate("other-owner", "database/others");
                database.migrate("notes", SCRIPTS);
              },
              task -> Thread.ofVirtual().start(task)));
    }
    for (var node : nodes) {
      node.get(30, TimeUnit.SECONDS);
    }

    assertThat(database.<Integer>call(t -> t.execute("INSERT INTO other VALUES (1)"))).isEqualTo(1);
  }

  private JdbcDatabase openWith(String settings) {
    return JdbcDatabase.open(
        DatabaseSettings.from(ConfigFactory.parseString(settings).withFallback(place.config())));
  }

  private void insert(int id, String title, int amount) {
    database.call(
        t ->
            t.createUpdate("INSERT INTO note VALUES (:id, :title, :amount)")
                .bind("id", id)
                .bind("title", title)
                .bind("amount", amount)
                .execute());
  }

  private void insertAll(List<String> titles) {
    database.call(
        t -> {
          var batch = t.prepareBatch("INSERT INTO note VALUES (:number, :title, :number)");
          for (int i = 0; i < titles.size(); i++) {
            batch.bind("number", 10 + i).bind("title", titles.get(i)).add();
          }
          return batch.execute();
        });
  }

  private String violation(int id, String title, int amount) {
    try {
      insert(id, title, amount);
      return "none";
    } catch (UniqueConstraintViolated e) {
      return e.constraint();
    }
  }

  private List<String> titles() {
    return database.call(t -> t.createQuery("SELECT title FROM note").mapTo(String.class).list());
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T answer(CompletionStage<T> stage) throws Exception {
    try {
      return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private static String stackTrace(Throwable e) {
    var text = new java.io.StringWriter();
    e.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }
}
