package io.masterserver.modules.auth.service;

import static io.masterserver.modules.auth.service.TestServices.HERE;
import static io.masterserver.modules.auth.service.TestServices.PASSWORD;
import static io.masterserver.modules.auth.service.TestServices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.auth.AccountBan;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.account.Account;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A log-in with a token")
class TokenLogInTest {

  private final TestServices test = new TestServices();
  private final Account anna = test.register("Anna");

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void gives_the_next_token() {
    IssuedToken first = test.remember("Anna");

    LogInOutcome outcome = use(first.text());

    assertThat(outcome.account()).isEqualTo(anna);
    IssuedToken second = outcome.token().orElseThrow();
    assertThat(second.text()).isNotEqualTo(first.text());
    assertThat(use(second.text()).account()).isEqualTo(anna);
  }

  @Test
  void stores_nothing_that_one_could_log_in_with() {
    LogInOutcome outcome = test.services.logIns().withPassword("Anna", PASSWORD, true, HERE);
    String id = outcome.tokenId().orElseThrow();
    String secret = outcome.token().orElseThrow().text().substring(id.length() + 1);

    assertThat(test.stores.tokens().find(id).orElseThrow().hash()).isNotEqualTo(secret);
    assertThat(outcome.token().orElseThrow()).hasToString("IssuedToken");
  }

  @Test
  void takes_the_token_before_for_a_moment_because_the_answer_may_be_lost() {
    IssuedToken first = test.remember("Anna");
    use(first.text());
    test.pass(Duration.ofSeconds(59));

    IssuedToken again = use(first.text()).token().orElseThrow();

    assertThat(use(again.text()).account()).isEqualTo(anna);
  }

  @Test
  void does_not_prolong_that_moment_each_time() {
    IssuedToken first = test.remember("Anna");
    use(first.text());
    test.pass(Duration.ofSeconds(59));
    use(first.text());
    test.pass(Duration.ofSeconds(1));

    assertInvalid(first.text());
  }

  @Test
  void with_an_old_token_ends_the_newest_one_too_as_one_of_both_is_stolen() {
    IssuedToken first = test.remember("Anna");
    IssuedToken second = use(first.text()).token().orElseThrow();
    test.pass(Duration.ofMinutes(1));

    assertInvalid(first.text());

    assertInvalid(second.text());
  }

  @Test
  void leaves_other_clients_alone_when_one_token_is_stolen() {
    IssuedToken other = test.remember("Anna");
    IssuedToken first = test.remember("Anna");
    use(first.text());
    test.pass(Duration.ofMinutes(1));
    assertInvalid(first.text());

    assertThat(use(other.text()).account()).isEqualTo(anna);
  }

  @Test
  void is_refused_when_the_token_has_expired_and_each_use_prolongs_it() {
    IssuedToken first = test.remember("Anna");
    test.pass(Duration.ofDays(29));
    IssuedToken second = use(first.text()).token().orElseThrow();
    test.pass(Duration.ofDays(29));
    IssuedToken third = use(second.text()).token().orElseThrow();
    test.pass(Duration.ofDays(30));

    assertInvalid(third.text());
  }

  @Test
  void with_the_same_token_several_times_at_once_is_no_theft() {
    String token = test.remember("Anna").text();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes = Stream.generate(() -> threads.submit(() -> use(token))).limit(4).toList();

      assertThat(outcomes).extracting(outcome -> outcome.get().account()).containsOnly(anna);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "token",
        "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void is_refused_with_a_token_that_was_never_given(String text) {
    assertInvalid(text);
  }

  @Test
  void is_refused_after_a_log_out() {
    LogInOutcome outcome = test.services.logIns().withPassword("Anna", PASSWORD, true, HERE);

    test.services.logIns().forget(outcome.tokenId().orElseThrow());

    assertInvalid(outcome.token().orElseThrow().text());
  }

  @Test
  void is_refused_after_all_tokens_were_revoked() {
    IssuedToken one = test.remember("Anna");
    IssuedToken other = test.remember("Anna");

    assertThat(test.services.logIns().revokeAll(anna.id())).isEqualTo(2);

    assertInvalid(one.text());
    assertInvalid(other.text());
  }

  @Test
  void is_refused_while_the_account_is_banned_and_keeps_the_token() {
    IssuedToken token = test.remember("Anna");
    test.services.administration().ban(new AccountBan("Anna", "cheating", 0), HERE);

    assertRefused(() -> use(token.text()), Status.FAILED, "The account is banned: cheating");

    test.services.administration().liftBan("Anna", HERE);
    assertThat(use(token.text()).account().username()).isEqualTo("Anna");
  }

  @Test
  void is_limited_by_address() {
    for (int i = 0; i < 20; i++) {
      assertInvalid("token");
    }

    assertRefused(
        () -> use(test.remember("Anna").text()),
        Status.RATE_LIMITED,
        "Too many attempts: try again in 1 second");
  }

  private LogInOutcome use(String token) {
    return test.services.logIns().withToken(token, HERE);
  }

  private void assertInvalid(String token) {
    assertRefused(() -> use(token), Status.UNAUTHORIZED, "Invalid Credentials");
  }
}
