package io.masterserver.modules.sessions;

import static io.masterserver.modules.sessions.SampleSessions.ANNA;
import static io.masterserver.modules.sessions.SampleSessions.BORIS;
import static io.masterserver.modules.sessions.SampleSessions.SECRET;
import static io.masterserver.modules.sessions.SampleSessions.await;
import static io.masterserver.modules.sessions.SampleSessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PeerId;
import io.masterserver.api.SessionStore;
import io.masterserver.api.SessionWrite;
import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.TestDatabases;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A session whose node has ended")
@ParameterizedClass
@EnumSource(TestDatabases.class)
@Timeout(60)
class ExpiryTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final JdbcDatabase database;
  private final AtomicLong nanos = new AtomicLong();
  private final NodeLease lease = new NodeLease(Stores.RENEW_EVERY, nanos::get);
  private final SessionStore node;
  private final SessionStore other;
  private final SessionsRound round;

  ExpiryTest(TestDatabases kind) {
    database = kind.fresh().open();
    node = Stores.on(database, lease);
    NodeLease survivor = new NodeLease(Stores.RENEW_EVERY, System::nanoTime);
    other = Stores.on(database, survivor);
    round =
        new SessionsRound(
            database,
            survivor,
            new ExpiredSessions(Stores.WINDOW, 3),
            new Vigil(SECOND, Duration.ZERO));
  }

  @BeforeEach
  void migrate() {
    database.migrate("sessions", DatabaseSessionStore.MIGRATION);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** As if {@code time} had passed since {@link #lease} was renewed, which {@link #node} missed. */
  private void nodeIsSilentFor(Duration time) {
    database.call(
        transaction ->
            transaction.execute(
                "UPDATE session_nodes SET alive_until = alive_until - ? WHERE node_id = ?",
                time.toMillis(),
                lease.nodeId()));
  }

  private boolean isThere(PeerId peer) {
    return await(other.holdsAny(peer, peer));
  }

  @Test
  void can_be_taken_over_within_the_time() {
    await(node.create(session(ANNA, "state")));
    nodeIsSilentFor(lease.length().plus(Stores.WINDOW).minusSeconds(30));

    round.run();

    assertThat(await(other.takeOver(ANNA, SECRET))).contains(session(ANNA, 2, "state"));
  }

  @Test
  void cannot_be_taken_over_after_that() {
    await(node.create(session(ANNA, "state")));
    nodeIsSilentFor(lease.length().plus(Stores.WINDOW));

    assertThat(await(other.takeOver(ANNA, SECRET))).isEmpty();
  }

  @Test
  void is_deleted_after_that_and_so_is_the_node() {
    for (int peer = 1; peer <= 10; peer++) {
      await(node.create(session(new PeerId(peer), "state")));
    }
    nodeIsSilentFor(lease.length().plus(Stores.WINDOW));

    round.run();

    assertThat(await(other.holdsAny(new PeerId(1), new PeerId(10)))).isFalse();
    assertThat(nodes()).isZero();
  }

  @Test
  void stays_when_it_has_a_new_node_in_time() {
    await(node.create(session(ANNA, "state")));
    await(node.create(session(BORIS, "state")));
    await(other.takeOver(ANNA, SECRET));
    nodeIsSilentFor(lease.length().plus(Stores.WINDOW));

    round.run();

    assertThat(isThere(ANNA)).isTrue();
    assertThat(isThere(BORIS)).isFalse();
  }

  @Test
  void stays_when_it_has_moved_as_planned() {
    await(node.create(session(ANNA, "state")));
    await(other.save(session(ANNA, "moved")));
    nodeIsSilentFor(lease.length().plus(Stores.WINDOW));

    round.run();

    assertThat(isThere(ANNA)).isTrue();
  }

  @Test
  void stays_when_the_node_was_only_silent() {
    await(node.create(session(ANNA, "state")));
    nodeIsSilentFor(lease.length().plus(Stores.WINDOW));
    nanos.addAndGet(lease.length().toNanos());

    assertThat(await(node.save(session(ANNA, "here I am")))).isEqualTo(SessionWrite.DONE);
    round.run();

    assertThat(await(other.takeOver(ANNA, SECRET))).contains(session(ANNA, 2, "here I am"));
  }

  @Test
  void is_not_the_old_node_s_any_more_when_that_comes_back_too_late() {
    await(node.create(session(ANNA, "state")));
    nodeIsSilentFor(lease.length().plus(Stores.WINDOW));
    nanos.addAndGet(lease.length().toNanos());
    round.run();

    assertThat(await(node.save(session(ANNA, "here I am")))).isEqualTo(SessionWrite.FENCED);
  }

  @Test
  void keeps_its_node_alive_by_rounds_alone() {
    var own = new SessionsRound(database, lease, expired(), new Vigil(SECOND, Duration.ZERO));
    await(node.create(session(ANNA, "state")));
    nodeIsSilentFor(lease.length().plus(Stores.WINDOW));

    own.run();

    assertThat(await(other.takeOver(ANNA, SECRET))).isPresent();
  }

  @Test
  void leaves_no_trace_of_nodes_that_have_never_had_one() {
    var own = new SessionsRound(database, lease, expired(), new Vigil(SECOND, Duration.ZERO));

    own.run();

    assertThat(nodes()).isZero();
  }

  private static ExpiredSessions expired() {
    return new ExpiredSessions(Stores.WINDOW, 3);
  }

  private int nodes() {
    return database.call(
        transaction ->
            transaction
                .createQuery("SELECT COUNT(*) FROM session_nodes")
                .mapTo(Integer.class)
                .one());
  }
}
