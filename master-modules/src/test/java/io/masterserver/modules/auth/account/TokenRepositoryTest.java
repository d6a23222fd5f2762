package io.masterserver.modules.auth.account;

import static io.masterserver.modules.auth.account.SampleAccounts.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.TestDatabases;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A repository of tokens")
@ParameterizedClass
@EnumSource(TestDatabases.class)
class TokenRepositoryTest {

  private static final String ANNA = "id-of-Anna";
  private static final String BORIS = "id-of-Boris";

  private final JdbcDatabase database;
  private final TokenRepository tokens;

  TokenRepositoryTest(TestDatabases kind) {
    this.database = kind.fresh().open();
    AccountTables.migrate(database);
    this.tokens = new JdbcTokenRepository(database);
  }

  @BeforeEach
  void register() {
    var accounts = new JdbcAccountRepository(database);
    accounts.insert(SampleAccounts.plain("Anna"));
    accounts.insert(SampleAccounts.plain("Boris"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void returns_what_was_stored() {
    StoredToken fresh = token("1", ANNA, NOW);
    StoredToken rotated =
        new StoredToken("2", ANNA, "new", Optional.of("old"), Optional.of(NOW.plusMillis(1)), NOW);

    tokens.insert(fresh);
    tokens.insert(rotated);

    assertThat(tokens.find("1")).contains(fresh);
    assertThat(tokens.find("2").orElseThrow()).usingRecursiveComparison().isEqualTo(rotated);
    assertThat(tokens.find("3")).isEmpty();
    assertThat(tokens.find("1\0")).isEmpty();
  }

  @Test
  void refuses_a_token_of_nobody() {
    assertThatThrownBy(() -> tokens.insert(token("1", "id-of-Chen", NOW)))
        .isInstanceOf(ConcurrentChange.class);
  }

  @Test
  void replaces_what_was_seen() {
    StoredToken seen = token("1", ANNA, NOW);
    tokens.insert(seen);
    StoredToken next =
        new StoredToken(
            "1", ANNA, "next", Optional.of(seen.hash()), Optional.of(NOW), NOW.plusSeconds(1));

    assertThat(tokens.replace(seen, next)).isTrue();

    assertThat(tokens.find("1")).contains(next);
    assertThat(tokens.replace(seen, next)).isFalse();
  }

  @Test
  void lets_exactly_one_of_many_replace_a_token() throws Exception {
    StoredToken seen = token("1", ANNA, NOW);
    tokens.insert(seen);

    List<Object> outcomes =
        Crowd.doAtOnce(
            40,
            number ->
                tokens.replace(
                    seen,
                    new StoredToken(
                        "1", ANNA, "next-" + number, Optional.empty(), Optional.empty(), NOW)));

    assertThat(outcomes).filteredOn(Boolean.TRUE::equals).hasSize(1);
    assertThat(outcomes).filteredOn(Boolean.FALSE::equals).hasSize(39);
    assertThat(tokens.find("1").orElseThrow().hash())
        .isEqualTo("next-" + outcomes.indexOf(Boolean.TRUE));
  }

  @Test
  void replaces_no_token_of_another_account() {
    StoredToken seen = token("1", ANNA, NOW);
    tokens.insert(seen);

    assertThatThrownBy(() -> tokens.replace(seen, token("1", BORIS, NOW)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tokens.replace(seen, token("2", ANNA, NOW)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deletes_one() {
    tokens.insert(token("1", ANNA, NOW));
    tokens.insert(token("2", ANNA, NOW));

    assertThat(tokens.delete("1")).isTrue();

    assertThat(tokens.delete("1")).isFalse();
    assertThat(tokens.delete("\0")).isFalse();
    assertThat(tokens.find("2")).isPresent();
  }

  @Test
  void deletes_all_of_an_account_but_one() {
    tokens.insert(token("1", ANNA, NOW));
    tokens.insert(token("2", ANNA, NOW));
    tokens.insert(token("3", ANNA, NOW));
    tokens.insert(token("4", BORIS, NOW));

    assertThat(tokens.deleteOthers(ANNA, Optional.of("2"))).isEqualTo(2);
    assertThat(tokens.find("2")).isPresent();

    assertThat(tokens.deleteOthers(ANNA, Optional.empty())).isEqualTo(1);
    assertThat(tokens.find("2")).isEmpty();
    assertThat(tokens.find("4")).isPresent();
  }

  @Test
  void deletes_what_has_expired() {
    tokens.insert(token("1", ANNA, NOW.minusMillis(1)));
    tokens.insert(token("2", ANNA, NOW));
    tokens.insert(token("3", ANNA, NOW.plusMillis(1)));

    assertThat(tokens.deleteExpired(NOW)).isEqualTo(2);

    assertThat(tokens.find("3")).isPresent();
  }

  @Test
  void makes_room_for_one_more_than_an_account_may_have() {
    for (int number = 0; number <= JdbcTokenRepository.MAX_OF_ACCOUNT; number++) {
      tokens.insert(token("" + number, ANNA, NOW.plusSeconds(number)));
    }

    assertThat(tokens.find("0")).isEmpty();
    assertThat(tokens.deleteOthers(ANNA, Optional.empty()))
        .isEqualTo(JdbcTokenRepository.MAX_OF_ACCOUNT);
  }

  private static StoredToken token(String id, String accountId, Instant expiresAt) {
    return new StoredToken(
        id, accountId, "hash-of-" + id, Optional.empty(), Optional.empty(), expiresAt);
  }
}
