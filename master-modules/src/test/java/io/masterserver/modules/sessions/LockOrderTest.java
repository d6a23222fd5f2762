package io.masterserver.modules.sessions;

import static io.masterserver.modules.sessions.SampleSessions.await;
import static io.masterserver.modules.sessions.SampleSessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PeerId;
import io.masterserver.api.SavedSession;
import io.masterserver.api.SessionStore;
import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.TestDatabases;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Each test has another transaction wait for the row of the test's, and then asks for its rows. */
@DisplayName("Two nodes that write the same sessions")
@ParameterizedClass
@EnumSource(TestDatabases.class)
@Timeout(60)
class LockOrderTest {

  private static final String SET_NODE = "UPDATE saved_sessions SET node_id = ? WHERE peer_id = ?";

  private final TestDatabases kind;
  private final JdbcDatabase database;
  private final NodeLease lease = new NodeLease(Stores.RENEW_EVERY, System::nanoTime);
  private final SessionStore node;
  private final AtomicInteger tries = new AtomicInteger();

  LockOrderTest(TestDatabases kind) {
    this.kind = kind;
    database = kind.fresh().open();
    node = Stores.on(database, lease);
  }

  @BeforeEach
  void fiveSessions() {
    database.migrate("sessions", DatabaseSessionStore.MIGRATION);
    for (int peer = 1; peer <= 5; peer++) {
      await(node.create(session(new PeerId(peer), "state")));
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void lock_the_row_with_the_lower_id_first_also_when_it_is_written_later() {
    var sessions = new SavedSessions(lease.nodeId());
    List<Write> writes =
        List.of(
            new Write.Save(session(new PeerId(5), "newer")),
            new Write.Remove(new PeerId(3), SavedSession.FIRST_EPOCH));

    whileItWaitsFor(
        3,
        transaction -> sessions.write(transaction, writes),
        holder -> holder.execute(SET_NODE, 1, 5));

    assertThat(tries).hasValue(2); // a circle would have been broken by doing one of them again
  }

  @Test
  void leave_no_session_behind_that_is_of_no_node() {
    database.call(transaction -> transaction.execute("UPDATE session_nodes SET alive_until = 0"));
    var expired = new ExpiredSessions(Stores.WINDOW, 3);

    // somebody else takes over one of those that it is about to delete
    whileItWaitsFor(1, expired::deleteSome, holder -> {});
    database.call(expired::deleteSome);

    assertThat(numbers("SELECT peer_id FROM saved_sessions")).containsExactly(1);
    assertThat(numbers("SELECT COUNT(*) FROM session_nodes")).containsExactly(0);
  }

  /**
   * @param peer whose row is locked when {@code work} comes
   * @param then done by who holds it when {@code work} waits for it
   */
  private <T> void whileItWaitsFor(int peer, Function<Handle, T> work, Consumer<Handle> then) {
    var locked = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    CompletionStage<Boolean> holder =
        database.submit(
            transaction -> {
              tries.incrementAndGet();
              transaction.execute(SET_NODE, 1, peer);
              locked.countDown();
              passes(goOn);
              then.accept(transaction);
              return true;
            });
    passes(locked);
    CompletionStage<T> waiting =
        database.submit(
            transaction -> {
              tries.incrementAndGet();
              return work.apply(transaction);
            });
    awaitSomebodyWaiting();
    goOn.countDown();
    await(holder);
    await(waiting);
  }

  private void awaitSomebodyWaiting() {
    String waiting =
        switch (kind) {
          case H2 ->
              "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL";
          case POSTGRESQL -> "SELECT COUNT(*) FROM pg_locks WHERE NOT granted";
        };
    while (numbers(waiting).contains(0)) { // the time-out of the test ends it
      Thread.onSpinWait();
    }
  }

  private List<Integer> numbers(String query) {
    return database.call(transaction -> transaction.createQuery(query).mapTo(Integer.class).list());
  }

  private static void passes(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
