package io.masterserver.modules.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.modules.auth.password.PasswordHasher.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An Argon2 password hasher")
class Argon2PasswordHasherTest {

  private static final Argon2Cost CHEAP = new Argon2Cost(64, 2, 1);

  /** From the test program of the reference implementation, github.com/P-H-C/phc-winner-argon2. */
  private static final String REFERENCE =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  /**
   * Of "secret", from the ancestor itself: {@code MsfSecurity.CreateHash} of the recorded packets.
   */
  private static final String RECORDED =
      "1000:l/h4qWPupDc9nl74syvyN1JYcefdttFV:ymSWUf+WNSVk48nFvARoQJ4F4DHodfxm";

  private final Argon2PasswordHasher hasher = hasher(CHEAP);

  private static Argon2PasswordHasher hasher(Argon2Cost cost) {
    return new Argon2PasswordHasher(cost, 1, 10, Duration.ofSeconds(10));
  }

  @AfterEach
  void close() {
    hasher.close();
  }

  @Test
  void writes_a_PHC_string_with_its_cost() {
    assertThat(hasher.hash("correct horse"))
        .matches("\\$argon2id\\$v=19\\$m=64,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
  }

  @Test
  void salts_each_hash() {
    assertThat(hasher.hash("correct horse")).isNotEqualTo(hasher.hash("correct horse"));
  }

  @Test
  void knows_a_password_again() {
    String stored = hasher.hash("correct horse");

    assertThat(hasher.verify("correct horse", stored)).isEqualTo(Verdict.RIGHT);
    assertThat(hasher.verify("correct hors", stored)).isEqualTo(Verdict.WRONG);
    assertThat(hasher.verify("", stored)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void agrees_with_the_reference_implementation() {
    try (var atThatCost = hasher(new Argon2Cost(65536, 2, 1))) {
      assertThat(atThatCost.verify("password", REFERENCE)).isEqualTo(Verdict.RIGHT);
      assertThat(atThatCost.verify("Password", REFERENCE)).isEqualTo(Verdict.WRONG);
    }
  }

  @Test
  void wants_hashes_of_another_cost_made_anew() {
    String stored = hasher.hash("correct horse");

    try (var dearer = hasher(new Argon2Cost(128, 2, 1))) {
      assertThat(dearer.verify("correct horse", stored)).isEqualTo(Verdict.RIGHT_BUT_OUTDATED);
      assertThat(dearer.verify("wrong horse", stored)).isEqualTo(Verdict.WRONG);
    }
  }

  @Test
  void verifies_what_the_ancestor_has_stored_and_wants_it_made_anew() {
    assertThat(hasher.verify("secret", RECORDED)).isEqualTo(Verdict.RIGHT_BUT_OUTDATED);
    assertThat(hasher.verify("Secret", RECORDED)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void takes_equal_letters_for_equal_however_they_are_composed() {
    String stored = hasher.hash("cafe\u0301 noir");

    assertThat(hasher.verify("caf\u00e9 noir", stored)).isEqualTo(Verdict.RIGHT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", RECORDED})
  void works_as_much_where_there_is_no_hash_or_an_old_one(String stored) {
    hasher.verify("correct horse", stored);

    assertThat(hasher.work()).isEqualTo(CHEAP.work());
  }

  @Test
  void works_as_much_for_a_wrong_password_as_for_a_right_one() {
    String stored = hasher.hash("correct horse");
    long before = hasher.work();

    hasher.verify("correct horse", stored);
    long right = hasher.work() - before;
    hasher.verify("wrong horse", stored);

    assertThat(hasher.work() - before).isEqualTo(2 * right).isEqualTo(2 * CHEAP.work());
  }

  @Test
  void says_no_where_there_is_no_hash() {
    assertThat(hasher.verify("", "")).isEqualTo(Verdict.WRONG);
  }

  @Test
  void does_not_look_at_endless_passwords() {
    String endless = "x".repeat(Argon2PasswordHasher.MAX_PASSWORD + 1);

    assertThat(hasher.verify(endless, "")).isEqualTo(Verdict.WRONG);
    assertThat(hasher.work()).isZero();
    assertThatThrownBy(() -> hasher.hash(endless))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("password length: 1025 characters (expected: at most 1024)");
  }
}
