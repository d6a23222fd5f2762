package io.masterserver.modules.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.modules.auth.account.AlreadyTaken.Field;
import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.TestDatabases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A repository of accounts")
@ParameterizedClass
@EnumSource(TestDatabases.class)
class AccountRepositoryTest {

  private final JdbcDatabase database;
  private final AccountRepository accounts;

  AccountRepositoryTest(TestDatabases kind) {
    this.database = kind.fresh().open();
    AccountTables.migrate(database);
    this.accounts = new JdbcAccountRepository(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void returns_what_was_stored() {
    Account anna = SampleAccounts.full("Anna");
    Account boris = SampleAccounts.plain("Boris");

    accounts.insert(anna);
    accounts.insert(boris);

    assertThat(accounts.findById("id-of-Anna")).contains(anna);
    assertThat(accounts.findById("id-of-Boris")).contains(boris);
    assertThat(accounts.findById("id-of-Chen")).isEmpty();
  }

  @Test
  void finds_by_name_and_email_ignoring_case() {
    Account anna = SampleAccounts.full("Anna");
    accounts.insert(anna);

    assertThat(accounts.findByUsername("aNNA")).contains(anna);
    assertThat(accounts.findByEmail("ANNA@Example.COM")).contains(anna);
    assertThat(accounts.findByUsername("anna@example.com")).isEmpty();
    assertThat(accounts.findByEmail("anna")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Anna, aNNA",
    "İnci, inci",
    "Straße, STRAẞE",
    "\u212Aim, kim",
    "ΟΔΟΣ, οδος",
    "Ａｎｎａ, anna"
  })
  void refuses_a_name_that_differs_only_in_case(String first, String second) {
    accounts.insert(SampleAccounts.plain(first));

    assertThatThrownBy(() -> accounts.insert(SampleAccounts.plain(second)))
        .isInstanceOfSatisfying(
            AlreadyTaken.class, e -> assertThat(e.field()).isEqualTo(Field.USERNAME));
  }

  @ParameterizedTest
  @CsvSource({"Straße, Strasse", "Anna, Аnna", "Jose, José"})
  void takes_names_that_differ_in_more(String first, String second) {
    accounts.insert(SampleAccounts.plain(first));
    accounts.insert(SampleAccounts.plain(second));

    assertThat(accounts.findByUsername(second)).contains(SampleAccounts.plain(second));
  }

  @Test
  void refuses_an_email_that_differs_only_in_case() {
    accounts.insert(SampleAccounts.full("Anna"));

    Account other = SampleAccounts.withEmail(SampleAccounts.plain("Boris"), "ANNA@EXAMPLE.COM");

    assertThatThrownBy(() -> accounts.insert(other))
        .isInstanceOfSatisfying(
            AlreadyTaken.class, e -> assertThat(e.field()).isEqualTo(Field.EMAIL));
    assertThat(accounts.findByUsername("Boris")).isEmpty();
  }

  @Test
  void lets_exactly_one_of_many_registrations_win() throws Exception {
    List<Object> outcomes =
        Crowd.doAtOnce(
            40,
            number -> {
              String name = number % 2 == 0 ? "anna" : "ANNA";
              Account plain = SampleAccounts.plain(name);
              accounts.insert(
                  new Account(
                      "id-" + number,
                      name,
                      plain.email(),
                      false,
                      "",
                      false,
                      plain.ban(),
                      Map.of(),
                      plain.createdAt(),
                      0));
              return "won";
            });

    assertThat(outcomes).filteredOn("won"::equals).hasSize(1);
    assertThat(outcomes).filteredOn(AlreadyTaken.class::isInstance).hasSize(39);
  }

  @Test
  void changes_everything_but_id_and_creation_and_counts_the_version() {
    accounts.insert(SampleAccounts.plain("Anna"));
    Account full = SampleAccounts.full("Annabel");
    Account changed =
        new Account(
            "id-of-Anna",
            full.username(),
            full.email(),
            full.emailConfirmed(),
            full.passwordHash(),
            full.admin(),
            full.ban(),
            full.properties(),
            SampleAccounts.NOW,
            0);

    Account stored = accounts.update(changed);

    assertThat(stored.version()).isEqualTo(1);
    assertThat(stored.properties()).isEqualTo(full.properties());
    assertThat(accounts.findById("id-of-Anna")).contains(stored);
    assertThat(accounts.findByUsername("annabel")).contains(stored);
    assertThat(accounts.findByUsername("anna")).isEmpty();
  }

  @Test
  void refuses_a_change_of_what_somebody_else_has_changed_or_deleted() {
    Account anna = SampleAccounts.plain("Anna");
    accounts.insert(anna);
    accounts.update(SampleAccounts.withProperties(anna, Map.of("who", "first")));

    assertThatThrownBy(() -> accounts.update(anna)).isInstanceOf(ConcurrentChange.class);
    assertThatThrownBy(() -> accounts.update(SampleAccounts.plain("Boris")))
        .isInstanceOf(ConcurrentChange.class);
    assertThat(accounts.findById(anna.id()).orElseThrow().properties())
        .isEqualTo(Map.of("who", "first"));
  }

  @Test
  void refuses_a_change_to_what_another_account_has() {
    accounts.insert(SampleAccounts.full("Anna"));
    Account boris = SampleAccounts.plain("Boris");
    accounts.insert(boris);

    assertThatThrownBy(() -> accounts.update(SampleAccounts.withEmail(boris, "anna@EXAMPLE.com")))
        .isInstanceOfSatisfying(
            AlreadyTaken.class, e -> assertThat(e.field()).isEqualTo(Field.EMAIL));
  }

  @Test
  void loses_no_change_when_many_are_made_at_once() throws Exception {
    Account anna = SampleAccounts.plain("Anna");
    accounts.insert(anna);

    List<Object> outcomes =
        Crowd.doAtOnce(
            20,
            number ->
                accounts.update(SampleAccounts.withProperties(anna, Map.of("n", "" + number))));

    assertThat(outcomes).filteredOn(Account.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(ConcurrentChange.class::isInstance).hasSize(19);
    assertThat(outcomes).contains(accounts.findById(anna.id()).orElseThrow());
  }

  @Test
  void deletes_an_account_with_its_tokens_and_codes() {
    accounts.insert(SampleAccounts.full("Anna"));
    var tokens = new JdbcTokenRepository(database);
    var codes = new JdbcCodeRepository(database);
    tokens.insert(
        new StoredToken(
            "token", "id-of-Anna", "h", Optional.empty(), Optional.empty(), SampleAccounts.NOW));
    codes.put(
        new StoredCode(
            "id-of-Anna", StoredCode.Purpose.PASSWORD_RESET, "h", SampleAccounts.NOW, 3));

    assertThat(accounts.delete("id-of-Anna")).isTrue();

    assertThat(accounts.delete("id-of-Anna")).isFalse();
    assertThat(accounts.findByUsername("Anna")).isEmpty();
    assertThat(tokens.find("token")).isEmpty();
    assertThat(codes.deleteExpired(SampleAccounts.NOW)).isZero();
    accounts.insert(SampleAccounts.full("Anna"));
  }

  @Test
  void never_gives_a_guest_number_twice() throws Exception {
    List<Object> numbers = Crowd.doAtOnce(50, number -> accounts.nextGuestNumber());

    assertThat(numbers).hasOnlyElementsOfType(Long.class).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "anna\0", "\uD800", "\uDC00\uD800", ""})
  void has_nobody_of_a_name_that_cannot_be_stored(String name) {
    assertThat(accounts.findByUsername(name)).isEmpty();
    assertThat(accounts.findByEmail(name)).isEmpty();
    assertThat(accounts.findById(name)).isEmpty();
    assertThat(accounts.delete(name)).isFalse();
    assertThatThrownBy(() -> accounts.insert(SampleAccounts.plain(name)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takes_the_largest_account_that_is_allowed() {
    Map<String, String> properties =
        IntStream.range(0, PropertyLimits.MAX_COUNT)
            .boxed()
            .collect(
                Collectors.toMap(
                    number -> "%064d".formatted(number),
                    number -> "ﷺ".repeat(PropertyLimits.MAX_VALUE)));
    Account large =
        SampleAccounts.withProperties(
            SampleAccounts.withEmail(
                SampleAccounts.plain("x".repeat(53)), "ﷺ".repeat(10) + "x".repeat(110)),
            properties);

    accounts.insert(large);

    assertThat(accounts.findById(large.id())).contains(large);
  }

  @Test
  void refuses_what_does_not_fit() {
    Account anna = SampleAccounts.plain("Anna");

    assertThatThrownBy(() -> accounts.insert(SampleAccounts.plain("x".repeat(65))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> accounts.insert(SampleAccounts.withProperties(anna, Map.of("x".repeat(65), "v"))))
        .hasMessage("name of a property: 65 characters (expected: 1..64)");
    assertThatThrownBy(
            () -> accounts.insert(SampleAccounts.withProperties(anna, Map.of("k", "v\0"))))
        .hasMessageStartingWith("property 'k': has a character that cannot be stored");
    assertThatThrownBy(() -> accounts.insert(SampleAccounts.withEmail(anna, "ﷺ".repeat(18))))
        .hasMessage("e-mail, folded: 324 characters (expected: 1..320)");
  }

  @Test
  void keeps_nothing_of_what_was_refused() {
    accounts.insert(SampleAccounts.plain("Anna"));

    assertThatThrownBy(() -> accounts.insert(SampleAccounts.plain("ANNA")));

    assertThat(new TreeSet<>(List.of("id-of-Anna", "id-of-ANNA")))
        .filteredOn(id -> accounts.findById(id).isPresent())
        .containsExactly("id-of-Anna");
  }
}
