package io.masterserver.modules.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.service.LogInOutcome;
import io.masterserver.modules.auth.service.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Sessions of a node")
class SessionsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration COOLDOWN = Duration.ofSeconds(10);
  private static final PeerId ONE = new PeerId(1);
  private static final PeerId TWO = new PeerId(2);
  private static final PeerId THREE = new PeerId(3);
  private static final Optional<String> BY_PASSWORD = Optional.empty();
  private static final Account ANNA = account("a", "Anna");

  private final Sessions sessions = sessions(DuplicateLogIn.KICK_OLD);

  // ---- who is where ---------------------------------------------------------------------------

  @Test
  void are_found_by_peer_and_by_account() {
    logIn(sessions, ONE, ANNA, BY_PASSWORD);

    assertThat(sessions.find(ONE)).map(LiveSession::account).contains(ANNA);
    assertThat(sessions.of("a")).extracting(LiveSession::peerId).containsExactly(ONE);
    assertThat(sessions.accounts()).isOne();
  }

  @Test
  void are_gone_with_their_peer() {
    logIn(sessions, ONE, ANNA, BY_PASSWORD);

    assertThat(sessions.gone(ONE)).map(LiveSession::accountId).contains("a");

    assertThat(sessions.find(ONE)).isEmpty();
    assertThat(sessions.of("a")).isEmpty();
    assertThat(sessions.accounts()).isZero();
  }

  @Test
  void are_one_per_peer() {
    logIn(sessions, ONE, ANNA, BY_PASSWORD);

    assertRefused(() -> sessions.begin(ONE), Status.UNAUTHORIZED, "Already logged in");
  }

  @Test
  void are_one_per_peer_also_when_two_log_ins_run_at_once() {
    sessions.begin(ONE);

    assertRefused(() -> sessions.begin(ONE), Status.UNAUTHORIZED, "Already logged in");
  }

  @Test
  void can_be_begun_again_when_a_log_in_has_failed() {
    sessions.abandon(sessions.begin(ONE));

    assertThat(logIn(sessions, ONE, ANNA, BY_PASSWORD)).isPresent();
  }

  @Test
  void are_not_made_for_a_peer_that_has_gone() {
    LogInAttempt attempt = sessions.begin(ONE);
    sessions.admit(attempt, "a", BY_PASSWORD, NOW);
    sessions.gone(ONE);

    assertThat(enter(sessions, attempt, ANNA, BY_PASSWORD)).isEmpty();

    assertThat(sessions.find(ONE)).isEmpty();
    assertThat(logIn(sessions, TWO, ANNA, BY_PASSWORD)).isPresent();
  }

  // ---- duplicates -----------------------------------------------------------------------------

  @Test
  void are_several_per_account_where_that_is_allowed() {
    Sessions allowing = sessions(DuplicateLogIn.ALLOW);
    logIn(allowing, ONE, ANNA, BY_PASSWORD);
    logIn(allowing, TWO, ANNA, BY_PASSWORD);

    assertThat(allowing.of("a")).hasSize(2);
    assertThat(allowing.accounts()).isOne();
  }

  @Test
  void keep_the_old_one_where_the_new_one_is_refused() {
    Sessions refusing = sessions(DuplicateLogIn.REFUSE);
    logIn(refusing, ONE, ANNA, BY_PASSWORD);
    LogInAttempt second = refusing.begin(TWO);

    assertRefused(
        () -> refusing.admit(second, "a", BY_PASSWORD, NOW), Status.FAILED, "Logged in elsewhere");
  }

  @Test
  void let_a_password_kick_the_old_one() {
    logIn(sessions, ONE, ANNA, BY_PASSWORD);
    LogInAttempt second = sessions.begin(TWO);
    sessions.admit(second, "a", BY_PASSWORD, NOW);

    assertThat(sessions.toKick(second, NOW)).extracting(LiveSession::peerId).containsExactly(ONE);
    assertThat(sessions.next("a")).isEmpty();
    sessions.gone(ONE);
    assertThat(sessions.next("a")).contains(second);
  }

  @Test
  void do_not_let_a_token_kick_another_client() {
    logIn(sessions, ONE, ANNA, Optional.of("phone"));
    LogInAttempt second = sessions.begin(TWO);

    assertRefused(
        () -> sessions.admit(second, "a", Optional.of("desktop"), NOW),
        Status.FAILED,
        "Logged in elsewhere");
  }

  @Test
  void let_a_client_take_over_from_its_own_dead_connection_whatever_the_policy() {
    Sessions refusing = sessions(DuplicateLogIn.REFUSE);
    logIn(refusing, ONE, ANNA, Optional.of("phone"));
    LogInAttempt second = refusing.begin(TWO);

    refusing.admit(second, "a", Optional.of("phone"), NOW);

    assertThat(refusing.toKick(second, NOW)).hasSize(1);
  }

  @Test
  void cannot_be_kicked_right_after_a_kick() {
    kick(ONE, TWO, NOW);
    LogInAttempt third = sessions.begin(THREE);

    assertRefused(
        () -> sessions.admit(third, "a", BY_PASSWORD, NOW.plusMillis(2500)),
        Status.FAILED,
        "Logged in elsewhere a moment ago: try again in 8 seconds");
  }

  @Test
  void can_be_kicked_again_a_while_after_a_kick() {
    kick(ONE, TWO, NOW);
    LogInAttempt third = sessions.begin(THREE);

    sessions.admit(third, "a", BY_PASSWORD, NOW.plus(COOLDOWN));

    assertThat(sessions.toKick(third, NOW.plus(COOLDOWN))).hasSize(1);
  }

  @Test
  void need_no_kick_when_the_kicked_account_has_none() {
    kick(ONE, TWO, NOW);
    sessions.gone(TWO);

    assertThat(logIn(sessions, THREE, ANNA, BY_PASSWORD)).isPresent();
  }

  @Test
  void go_to_one_of_those_who_come_at_once() {
    LogInAttempt first = sessions.begin(ONE);
    LogInAttempt second = sessions.begin(TWO);
    sessions.admit(first, "a", BY_PASSWORD, NOW);

    assertRefused(
        () -> sessions.admit(second, "a", BY_PASSWORD, NOW),
        Status.FAILED,
        "Another log-in to this account is under way: try again");
  }

  @Test
  void are_free_for_others_when_the_one_who_was_admitted_gives_up() {
    LogInAttempt first = sessions.begin(ONE);
    sessions.admit(first, "a", BY_PASSWORD, NOW);
    sessions.abandon(first);

    assertThat(logIn(sessions, TWO, ANNA, BY_PASSWORD)).isPresent();
  }

  // ---- changes --------------------------------------------------------------------------------

  @Test
  void see_what_is_stored_of_their_account() {
    logIn(sessions, ONE, ANNA, BY_PASSWORD);

    sessions.changed(changed(ANNA, 1, Map.of("clan", "blue")));

    assertThat(properties(ONE)).containsEntry("clan", "blue");
  }

  @Test
  void do_not_go_back_when_changes_arrive_out_of_order() {
    logIn(sessions, ONE, ANNA, BY_PASSWORD);

    sessions.changed(changed(ANNA, 2, Map.of("clan", "red")));
    sessions.changed(changed(ANNA, 1, Map.of("clan", "blue")));

    assertThat(properties(ONE)).containsEntry("clan", "red");
  }

  @Test
  void see_what_was_stored_while_they_were_begun() {
    LogInAttempt attempt = sessions.begin(ONE);
    sessions.admit(attempt, "a", BY_PASSWORD, NOW);
    sessions.changed(changed(ANNA, 1, Map.of("clan", "blue")));
    enter(sessions, attempt, ANNA, BY_PASSWORD);

    assertThat(properties(ONE)).containsEntry("clan", "blue");
  }

  @Test
  void all_end_when_an_account_is_shut_out() {
    logIn(sessions, ONE, ANNA, BY_PASSWORD);

    assertThat(sessions.shutOut("a")).extracting(LiveSession::peerId).containsExactly(ONE);
    assertThat(sessions.find(ONE)).isEmpty();
  }

  @Test
  void are_not_made_for_an_account_that_was_shut_out_while_they_were_begun() {
    LogInAttempt attempt = sessions.begin(ONE);
    sessions.admit(attempt, "a", BY_PASSWORD, NOW);
    sessions.shutOut("a");

    assertThat(enter(sessions, attempt, ANNA, BY_PASSWORD)).isEmpty();
  }

  @Test
  void are_not_made_for_an_account_that_was_shut_out_also_when_it_changes_after_that() {
    LogInAttempt attempt = sessions.begin(ONE);
    sessions.admit(attempt, "a", BY_PASSWORD, NOW);
    sessions.shutOut("a");
    sessions.changed(changed(ANNA, 1, Map.of("clan", "blue")));

    assertThat(enter(sessions, attempt, ANNA, BY_PASSWORD)).isEmpty();
    assertThat(logIn(sessions, TWO, ANNA, BY_PASSWORD)).isPresent(); // has begun after it
  }

  @Test
  void end_when_the_password_changes_but_one_and_log_ins_that_have_begun_with_the_old_one() {
    Sessions allowing = sessions(DuplicateLogIn.ALLOW);
    logIn(allowing, ONE, ANNA, BY_PASSWORD);
    logIn(allowing, TWO, ANNA, BY_PASSWORD);
    LogInAttempt attempt = allowing.begin(THREE);
    allowing.admit(attempt, "a", BY_PASSWORD, NOW);

    assertThat(allowing.endOthers("a", ONE)).extracting(LiveSession::peerId).containsExactly(TWO);

    assertThat(enter(allowing, attempt, ANNA, BY_PASSWORD)).isEmpty();
    assertThat(allowing.of("a")).extracting(LiveSession::peerId).containsExactly(ONE);
  }

  // ---- guests ---------------------------------------------------------------------------------

  @Test
  void of_guests_are_found_by_name_in_whatever_case() {
    logInGuest(ONE, account("g", "Guest-7"));

    assertThat(sessions.guestNamed("guest-7")).map(LiveSession::accountId).contains("g");
    sessions.gone(ONE);
    assertThat(sessions.guestNamed("guest-7")).isEmpty();
  }

  @Test
  void of_guests_keep_what_modules_know_of_them() {
    logInGuest(ONE, account("g", "Guest-7"));

    sessions.changeGuest("g", guest -> changed(guest, 0, Map.of("clan", "blue")));

    assertThat(properties(ONE)).containsEntry("clan", "blue");
  }

  @Test
  void of_guests_go_on_with_the_full_account() {
    logInGuest(ONE, account("g", "Guest-7"));

    sessions.upgraded(ONE, account("g", "Greta"));

    assertThat(sessions.find(ONE))
        .hasValueSatisfying(
            session -> {
              assertThat(session.guest()).isFalse();
              assertThat(session.account().username()).isEqualTo("Greta");
            });
    assertThat(sessions.guestNamed("guest-7")).isEmpty();
  }

  // ---------------------------------------------------------------------------------------------

  private static Sessions sessions(DuplicateLogIn policy) {
    return new Sessions(
        new SessionSettings(
            policy,
            COOLDOWN,
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10)));
  }

  private static Account account(String id, String username) {
    return new Account(
        id, username, Optional.empty(), false, "", false, Optional.empty(), Map.of(), NOW, 0);
  }

  private static Account changed(Account account, long version, Map<String, String> properties) {
    return new Account(
        account.id(),
        account.username(),
        account.email(),
        account.emailConfirmed(),
        account.passwordHash(),
        account.admin(),
        account.ban(),
        properties,
        account.createdAt(),
        version);
  }

  private Map<String, String> properties(PeerId peer) {
    return sessions.find(peer).orElseThrow().account().properties();
  }

  /** Logs in, as far as nobody must be kicked. */
  private static Optional<LiveSession> logIn(
      Sessions sessions, PeerId peer, Account account, Optional<String> tokenId) {
    LogInAttempt attempt = sessions.begin(peer);
    sessions.admit(attempt, account.id(), tokenId, NOW);
    assertThat(sessions.toKick(attempt, NOW)).isEmpty();
    return enter(sessions, attempt, account, tokenId);
  }

  private void logInGuest(PeerId peer, Account guest) {
    LogInAttempt attempt = sessions.begin(peer);
    var outcome = new LogInOutcome(guest, true, Optional.empty(), Optional.empty());
    sessions.enter(attempt, outcome, info(peer), new SilentPeer(peer));
  }

  private void kick(PeerId old, PeerId next, Instant now) {
    logIn(sessions, old, ANNA, BY_PASSWORD);
    LogInAttempt attempt = sessions.begin(next);
    sessions.admit(attempt, "a", BY_PASSWORD, now);
    assertThat(sessions.toKick(attempt, now)).isEqualTo(List.copyOf(sessions.of("a")));
    sessions.gone(old);
    enter(sessions, attempt, ANNA, BY_PASSWORD);
  }

  private static Optional<LiveSession> enter(
      Sessions sessions, LogInAttempt attempt, Account account, Optional<String> tokenId) {
    var outcome = new LogInOutcome(account, false, tokenId, Optional.empty());
    return sessions.enter(attempt, outcome, info(attempt.peer()), new SilentPeer(attempt.peer()));
  }

  private static PeerInfo info(PeerId peer) {
    return new PeerInfo(peer, new UUID(0, peer.value()), "127.0.0.1:" + peer, "tcp");
  }

  private static void assertRefused(Runnable attempt, Status status, String text) {
    assertThatThrownBy(attempt::run)
        .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
        .satisfies(
            refused -> {
              assertThat(refused.status()).isEqualTo(status);
              assertThat(refused).hasMessage(text);
            });
  }
}
