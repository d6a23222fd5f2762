package io.masterserver.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.chaos.client.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A check of a database that is away")
class DatabaseAwayCheckTest {

  private static final long SECOND = 1_000_000_000;
  private static final Outage OUTAGE =
      new Outage(10 * SECOND, 11 * SECOND, 30 * SECOND, 31 * SECOND);

  private static final Response<Empty> YES = Response.success(Empty.EMPTY);
  private static final Response<Empty> TOLD =
      Response.failure(Status.FAILED, "The database does not answer: try again later");

  /** As it should be: done before, told meanwhile, done again. */
  private static final List<Attempt> REGISTERED =
      List.of(
          attempt(DatabaseAway.REGISTER, 0, 1, YES),
          attempt(DatabaseAway.REGISTER, 1, 15, TOLD),
          attempt(DatabaseAway.REGISTER, 2, 33, YES));

  private static final List<Attempt> CHANGED =
      List.of(
          attempt(DatabaseAway.CHANGE, 0, 1, YES),
          attempt(DatabaseAway.CHANGE, 1, 15, TOLD),
          attempt(DatabaseAway.CHANGE, 2, 33, YES));

  private static Attempt attempt(String kind, int round, int atSecond, Response<?> answer) {
    return new Attempt(kind, 0, round, atSecond * SECOND, (atSecond + 1) * SECOND, answer);
  }

  private static List<String> violations(StoredAccounts stored, Attempt... more) {
    List<Attempt> history = new ArrayList<>(REGISTERED);
    history.addAll(CHANGED);
    history.addAll(List.of(more));
    return new DatabaseAwayCheck(history, OUTAGE, stored).verdict("database-away").violations();
  }

  private static StoredAccounts lastChangeIs(int round) {
    return username -> Optional.of(Map.of(DatabaseAway.PROPERTY, Integer.toString(round)));
  }

  @Test
  void finds_nothing_where_all_is_as_it_should_be() {
    assertThat(violations(lastChangeIs(2))).isEmpty();
  }

  @Test
  void finds_an_account_that_is_lost() {
    StoredAccounts stored =
        username ->
            username.equals(DatabaseAway.registered(0, 2))
                ? Optional.empty()
                : lastChangeIs(2).properties(username);

    assertThat(violations(stored)).singleElement().asString().startsWith("an account is lost");
  }

  @Test
  void finds_a_change_that_is_lost() {
    assertThat(violations(lastChangeIs(0)))
        .singleElement()
        .asString()
        .startsWith("a change is lost");
  }

  @Test
  void finds_what_was_acknowledged_without_a_database() {
    assertThat(violations(lastChangeIs(2), attempt(DatabaseAway.REGISTER, 3, 20, YES)))
        .singleElement()
        .asString()
        .startsWith("acknowledged without a database");
  }

  @Test
  void finds_a_failure_that_says_something_else() {
    Response<Empty> unclear = Response.failure(Status.ERROR, "Internal Server Error");

    assertThat(violations(lastChangeIs(2), attempt(DatabaseAway.REGISTER, 3, 20, unclear)))
        .singleElement()
        .asString()
        .startsWith("an unclear failure");
  }

  @Test
  void finds_a_failure_long_after_it_was_back() {
    assertThat(violations(lastChangeIs(2), attempt(DatabaseAway.REGISTER, 3, 50, TOLD)))
        .singleElement()
        .asString()
        .startsWith("a failure while the database was there");
  }

  @Test
  void finds_that_who_needs_no_database_was_refused() {
    assertThat(violations(lastChangeIs(2), attempt(DatabaseAway.ECHO, 0, 20, TOLD)))
        .singleElement()
        .asString()
        .startsWith("who needs no database is hurt");
  }
}
