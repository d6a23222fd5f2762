package io.masterserver.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.chaos.client.Attempt;
import io.masterserver.tests.chaos.client.LedgerHistory;
import io.masterserver.tests.chaos.module.Entry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A check of ledgers")
class LedgerCheckTest {

  private static Attempt answered(int round, int number) {
    return new Attempt(
        "append", 1, round, round, round + 1, Response.success(new Entry(number, "node-1")));
  }

  private static List<Attempt> answered(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> answered(n, n)).toList();
  }

  private static List<String> violations(List<Attempt> attempts, Integer... pushes) {
    var violations = new Violations();
    new LedgerCheck(List.of(new LedgerHistory(1, attempts, List.of(pushes)))).check(violations);
    return violations.texts();
  }

  @Test
  void finds_nothing_where_each_number_was_answered_and_told_once() {
    assertThat(violations(answered(3), 1, 2, 3)).isEmpty();
  }

  @Test
  void finds_a_push_that_is_lost() {
    assertThat(violations(answered(3), 1, 3)).singleElement().asString().startsWith("pushes lost");
  }

  @Test
  void finds_a_push_that_came_twice() {
    assertThat(violations(answered(3), 1, 2, 2, 3)).hasSize(1);
  }

  @Test
  void finds_a_push_out_of_order() {
    assertThat(violations(answered(3), 1, 3, 2)).hasSize(1);
  }

  @Test
  void finds_a_request_that_was_done_twice() {
    assertThat(violations(List.of(answered(1, 1), answered(2, 3)), 1, 2, 3))
        .singleElement()
        .asString()
        .contains("lost or done twice", "request 2 was number 3");
  }

  @Test
  void finds_a_request_whose_effect_is_lost() {
    assertThat(violations(List.of(answered(1, 1), answered(2, 1)), 1, 1)).hasSize(1);
  }

  @Test
  void finds_that_the_last_request_was_done_twice() {
    assertThat(violations(answered(2), 1, 2, 3)).hasSize(1);
  }

  @Test
  void finds_a_request_that_failed() {
    var failed = new Attempt("append", 1, 1, 0, 1, Response.failure(Status.FAILED, "no room"));

    assertThat(violations(List.of(failed)))
        .singleElement()
        .asString()
        .contains("a request has failed", "no room");
  }

  @Test
  void finds_a_client_that_did_nothing() {
    assertThat(violations(List.of())).hasSize(1);
  }
}
