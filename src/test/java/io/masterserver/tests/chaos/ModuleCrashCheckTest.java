package io.masterserver.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.chaos.client.Attempt;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A check of a module that dies")
class ModuleCrashCheckTest {

  private static final Response<Integer> ERROR = Response.failure(Status.ERROR, "fault");

  /** Two lives: the first ends between 10 and 25. */
  private static final Attempt FIRST_LIFE = attempt(1, 10, 15, Response.success(1));

  private static final Attempt SECOND_LIFE = attempt(1, 20, 25, Response.success(2));
  private static final Attempt SECOND_LIFE_LATER = attempt(1, 60, 65, Response.success(2));
  private static final Attempt THIRD_LIFE = attempt(1, 70, 75, Response.success(3));

  private static Attempt attempt(int client, long sent, long answered, Response<?> answer) {
    return new Attempt(ModuleCrash.DYING, client, 0, sent, answered, answer);
  }

  private static List<String> violations(Attempt... attempts) {
    return new ModuleCrashCheck(List.of(attempts), 1).verdict("module-crash").violations();
  }

  @Test
  void allows_an_error_for_what_was_in_flight_when_it_died() {
    assertThat(violations(FIRST_LIFE, attempt(2, 12, 18, ERROR), SECOND_LIFE)).isEmpty();
  }

  @Test
  void finds_an_error_while_it_lived() {
    assertThat(
            violations(
                FIRST_LIFE, SECOND_LIFE, attempt(2, 30, 35, ERROR), SECOND_LIFE_LATER, THIRD_LIFE))
        .singleElement()
        .asString()
        .startsWith("an error while the module lived");
  }

  @Test
  void finds_a_second_error_of_one_client_for_one_death() {
    assertThat(
            violations(
                FIRST_LIFE, attempt(2, 12, 14, ERROR), attempt(2, 14, 18, ERROR), SECOND_LIFE))
        .singleElement()
        .asString()
        .startsWith("two errors of one client");
  }

  @Test
  void finds_a_failure_that_is_not_an_error() {
    Response<Integer> timeout = Response.failure(Status.TIMEOUT, "too late");

    assertThat(violations(FIRST_LIFE, attempt(2, 12, 18, timeout), SECOND_LIFE)).hasSize(1);
  }

  @Test
  void finds_that_somebody_else_is_hurt() {
    var other = new Attempt(ModuleCrash.OTHER_MODULE, 3, 0, 12, 18, ERROR);

    assertThat(violations(FIRST_LIFE, other, SECOND_LIFE))
        .singleElement()
        .asString()
        .startsWith("somebody else is hurt");
  }

  @Test
  void finds_that_it_has_not_died() {
    assertThat(violations(FIRST_LIFE)).hasSize(1);
  }
}
