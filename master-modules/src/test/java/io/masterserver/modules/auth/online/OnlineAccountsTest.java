package io.masterserver.modules.auth.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.api.PeerId;
import io.masterserver.modules.auth.account.AccountTables;
import io.masterserver.modules.auth.account.Crowd;
import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.TestDatabases;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The table of accounts that are logged in")
@ParameterizedClass
@EnumSource(TestDatabases.class)
@Timeout(60)
class OnlineAccountsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");
  private static final int MANY = 40;

  private final JdbcDatabase database;
  private final OnlineAccounts accounts;

  OnlineAccountsTest(TestDatabases kind) {
    database = kind.fresh().open();
    AccountTables.migrate(database);
    accounts = new JdbcOnlineAccounts(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static OnlineAccount online(String accountId, int peer) {
    return new OnlineAccount(
        accountId,
        new PeerId(peer),
        -7,
        OnlineAccount.NO_EPOCH,
        Optional.empty(),
        Optional.empty());
  }

  private OnlineAccount stored(String accountId, int peer) {
    return accounts.insert(online(accountId, peer)).orElseThrow();
  }

  @Test
  void keeps_who_was_first() {
    OnlineAccount first = stored("anna", 1);

    assertThat(accounts.insert(online("anna", 2))).isEmpty();

    assertThat(accounts.find(List.of("anna", "boris"))).containsExactly(first);
  }

  @Test
  void keeps_all_that_is_said_of_one() {
    var wanted =
        new OnlineAccount(
            "anna", new PeerId(1), Long.MIN_VALUE, 0, Optional.of("token"), Optional.of(NOW));

    OnlineAccount stored = accounts.insert(wanted).orElseThrow();

    assertThat(accounts.find(List.of("anna")))
        .singleElement()
        .usingRecursiveComparison()
        .isEqualTo(wanted.withEpoch(stored.epoch()));
  }

  @Test
  void gives_each_log_in_a_higher_epoch_than_all_before() {
    OnlineAccount first = stored("anna", 1);
    OnlineAccount second = accounts.replace(first, online("anna", 2)).orElseThrow();
    accounts.delete(List.of(second));

    OnlineAccount third = stored("anna", 2);

    assertThat(Stream.of(first, second, third).map(OnlineAccount::epoch))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void replaces_only_who_was_seen() {
    OnlineAccount first = stored("anna", 1);
    OnlineAccount second = accounts.replace(first, online("anna", 2)).orElseThrow();

    assertThat(accounts.replace(first, online("anna", 3))).isEmpty();

    assertThat(accounts.find(List.of("anna"))).containsExactly(second);
    assertThatThrownBy(() -> accounts.replace(second, online("boris", 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lets_exactly_one_of_many_have_an_account() throws Exception {
    List<Object> outcomes =
        Crowd.doAtOnce(MANY, number -> accounts.insert(online("anna", number + 1)));

    assertThat(outcomes).filteredOn(Optional.empty()::equals).hasSize(MANY - 1);
    assertThat(outcomes).contains(accounts.find(List.of("anna")).stream().findFirst());
  }

  @Test
  void lets_exactly_one_of_many_take_an_account_over() throws Exception {
    OnlineAccount old = stored("anna", 1000);

    List<Object> outcomes =
        Crowd.doAtOnce(MANY, number -> accounts.replace(old, online("anna", number + 1)));

    assertThat(outcomes).filteredOn(Optional.empty()::equals).hasSize(MANY - 1);
    assertThat(outcomes).contains(accounts.find(List.of("anna")).stream().findFirst());
  }

  @Test
  void deletes_many_but_not_those_that_are_another_s_by_now() {
    List<OnlineAccount> gone =
        IntStream.rangeClosed(1, 2000).mapToObj(peer -> stored("account" + peer, peer)).toList();
    OnlineAccount next = accounts.replace(gone.get(7), online("account8", 9000)).orElseThrow();

    accounts.delete(gone);

    assertThat(accounts.find(gone.stream().map(OnlineAccount::accountId).toList()))
        .containsExactly(next);
  }

  /** Nodes that end at the same time delete what they believe to be theirs. */
  @Test
  void is_no_circle_for_nodes_that_delete_the_same() throws Exception {
    List<OnlineAccount> gone =
        IntStream.rangeClosed(1, 50).mapToObj(peer -> stored("account" + peer, peer)).toList();

    List<Object> outcomes =
        Crowd.doAtOnce(
            8,
            number -> {
              accounts.delete(number % 2 == 0 ? gone : gone.reversed());
              return "done";
            });

    assertThat(outcomes).containsOnly("done");
    assertThat(accounts.find(List.of("account1", "account50"))).isEmpty();
  }

  @Test
  void notes_the_token_of_who_has_the_account_still() {
    OnlineAccount first = stored("anna", 1);
    accounts.remember(first, "token");
    assertThat(accounts.find(List.of("anna")))
        .first()
        .returns(Optional.of("token"), OnlineAccount::tokenId);

    accounts.replace(first, online("anna", 2));
    accounts.remember(first, "late");

    assertThat(accounts.find(List.of("anna")))
        .first()
        .returns(Optional.empty(), OnlineAccount::tokenId);
  }

  @Test
  void deletes_another_but_not_the_one_that_asks() {
    OnlineAccount anna = stored("anna", 1);

    assertThat(accounts.deleteOther("anna", new PeerId(1))).isEmpty();
    assertThat(accounts.deleteOther("boris", new PeerId(1))).isEmpty();
    assertThat(accounts.deleteOther("anna", new PeerId(2))).contains(anna);

    assertThat(accounts.find(List.of("anna"))).isEmpty();
  }
}
