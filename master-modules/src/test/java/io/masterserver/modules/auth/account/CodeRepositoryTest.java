package io.masterserver.modules.auth.account;

import static io.masterserver.modules.auth.account.SampleAccounts.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.modules.auth.account.StoredCode.Purpose;
import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A repository of codes")
@ParameterizedClass
@EnumSource(TestDatabases.class)
class CodeRepositoryTest {

  private static final String ANNA = "id-of-Anna";
  private static final Purpose RESET = Purpose.PASSWORD_RESET;

  private final JdbcDatabase database;
  private final CodeRepository codes;

  CodeRepositoryTest(TestDatabases kind) {
    this.database = kind.fresh().open();
    AccountTables.migrate(database);
    this.codes = new JdbcCodeRepository(database);
  }

  @BeforeEach
  void register() {
    new JdbcAccountRepository(database).insert(SampleAccounts.plain("Anna"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void takes_the_right_code_once() {
    codes.put(reset("right", 3));

    assertThat(use("right")).isTrue();
    assertThat(use("right")).isFalse();
  }

  @Test
  void takes_the_right_code_after_wrong_ones() {
    codes.put(reset("right", 3));

    assertThat(use("wrong")).isFalse();
    assertThat(use("wrong")).isFalse();
    assertThat(use("right")).isTrue();
  }

  @Test
  void forgets_the_code_with_the_last_wrong_try() {
    codes.put(reset("right", 3));

    assertThat(use("wrong")).isFalse();
    assertThat(use("wrong")).isFalse();
    assertThat(use("wrong")).isFalse();
    assertThat(use("right")).isFalse();
  }

  @Test
  void takes_no_code_that_is_late() {
    codes.put(new StoredCode(ANNA, RESET, "right", NOW, 3));

    assertThat(codes.use(ANNA, RESET, "right", NOW)).isFalse();
    assertThat(codes.use(ANNA, RESET, "right", NOW.minusSeconds(1))).isFalse();
  }

  @Test
  void takes_a_code_for_its_purpose_only() {
    codes.put(reset("right", 3));

    assertThat(codes.use(ANNA, Purpose.EMAIL_CONFIRMATION, "right", NOW)).isFalse();
    assertThat(codes.use("id-of-Boris", RESET, "right", NOW)).isFalse();
    assertThat(use("right")).isTrue();
  }

  @Test
  void puts_a_code_in_the_place_of_an_earlier_one() {
    codes.put(reset("first", 1));
    codes.put(reset("second", 3));

    assertThat(use("first")).isFalse();
    assertThat(use("second")).isTrue();
  }

  @Test
  void keeps_one_of_many_that_are_put_at_once() throws Exception {
    List<Object> outcomes =
        Crowd.doAtOnce(
            20,
            number -> {
              codes.put(reset("code-" + number, 3));
              return "put";
            });

    assertThat(outcomes).containsOnly("put");
    assertThat(codes.deleteExpired(NOW.plusSeconds(60))).isEqualTo(1);
  }

  @Test
  void refuses_a_code_of_nobody() {
    assertThatThrownBy(() -> codes.put(new StoredCode("id-of-Chen", RESET, "right", NOW, 3)))
        .isInstanceOf(ConcurrentChange.class);
  }

  @Test
  void takes_the_right_code_once_however_many_try_it() throws Exception {
    codes.put(reset("right", 3));

    List<Object> outcomes = Crowd.doAtOnce(100, number -> use("right"));

    assertThat(outcomes).filteredOn(Boolean.TRUE::equals).hasSize(1);
    assertThat(outcomes).filteredOn(Boolean.FALSE::equals).hasSize(99);
  }

  @Test
  void counts_each_wrong_code_of_many_that_are_tried_at_once() throws Exception {
    codes.put(reset("right", 52));

    assertThat(Crowd.doAtOnce(50, number -> use("wrong-" + number))).containsOnly(false);

    assertThat(use("wrong")).isFalse();
    assertThat(triesLeft()).containsExactly(1);
    assertThat(use("right")).isTrue();
  }

  @Test
  void deletes_what_has_expired() {
    codes.put(new StoredCode(ANNA, RESET, "right", NOW, 3));
    codes.put(new StoredCode(ANNA, Purpose.EMAIL_CONFIRMATION, "right", NOW.plusMillis(1), 3));

    assertThat(codes.deleteExpired(NOW)).isEqualTo(1);

    assertThat(codes.use(ANNA, Purpose.EMAIL_CONFIRMATION, "right", NOW)).isTrue();
  }

  private boolean use(String code) {
    return codes.use(ANNA, RESET, code, NOW);
  }

  private List<Integer> triesLeft() {
    return database.call(
        transaction ->
            transaction
                .createQuery("SELECT tries_left FROM account_codes")
                .mapTo(Integer.class)
                .list());
  }

  private static StoredCode reset(String hash, int triesLeft) {
    return new StoredCode(ANNA, RESET, hash, NOW.plusSeconds(60), triesLeft);
  }
}
