package io.masterserver.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.AccountInfo;
import io.masterserver.core.packet.auth.LogInResult;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.chaos.LogInPair.Policy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A check of simultaneous log-ins")
class LogInCheckTest {

  private static final Response<LogInResult> YES =
      Response.success(new LogInResult(new AccountInfo("anna", false, false, Map.of()), "", 0));
  private static final LogInSide IN = new LogInSide(YES, true, "");
  private static final LogInSide KICKED = new LogInSide(YES, false, "logged in from elsewhere");
  private static final LogInSide FORGOTTEN = new LogInSide(YES, false, "");
  private static final LogInSide REFUSED =
      new LogInSide(Response.failure(Status.UNAUTHORIZED, "Already logged in"), false, "");

  private static List<String> violations(Policy policy, LogInSide first, LogInSide second) {
    return new LogInCheck(policy, List.of(new LogInPair(first, second, true))).violations();
  }

  @Test
  void allows_one_to_be_kicked_and_told() {
    assertThat(violations(Policy.KICK_OLD, IN, KICKED)).isEmpty();
  }

  @Test
  void allows_one_to_be_refused() {
    assertThat(violations(Policy.REFUSE, REFUSED, IN)).isEmpty();
  }

  @Test
  void finds_two_sessions() {
    assertThat(violations(Policy.KICK_OLD, IN, IN))
        .singleElement()
        .asString()
        .startsWith("kick-old: 2 sessions");
  }

  @Test
  void finds_that_nobody_is_left() {
    assertThat(violations(Policy.KICK_OLD, KICKED, KICKED)).hasSize(1);
  }

  @Test
  void finds_a_second_success_where_it_is_to_be_refused() {
    assertThat(violations(Policy.REFUSE, IN, KICKED)).hasSize(1);
  }

  @Test
  void finds_that_one_was_not_told() {
    assertThat(violations(Policy.KICK_OLD, IN, FORGOTTEN))
        .singleElement()
        .asString()
        .startsWith("kick-old: one was not told");
  }
}
