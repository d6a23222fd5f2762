package io.masterserver.modules.auth.msf;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.service.Refused;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Credentials of the ancestor's clients")
class MsfCredentialsTest {

  private static final Bytes IV = Bytes.ofHex("000102030405060708090a0b0c0d0e0f");

  private final MsfCredentials credentials = new MsfCredentials();
  private final MsfCipher cipher = MsfCipher.withKey(Recorded.KEY);
  private final Optional<MsfAgreement> agreement =
      Optional.of(new MsfAgreement(cipher, Bytes.EMPTY));

  @Test
  void were_agreed_on_with_a_key_of_8_hexadecimal_digits() {
    assertThat(new String(Recorded.decrypted(Recorded.ANSWER), UTF_16LE)).isEqualTo(Recorded.KEY);
    assertThat(key(credentials.agree(Optional.empty(), Recorded.PUBLIC_KEY)))
        .matches("[0-9a-f]{8}");
  }

  @Test
  void are_sealed_with_the_key_that_the_client_was_told() {
    MsfAgreement agreed = credentials.agree(Optional.empty(), Recorded.PUBLIC_KEY);

    Bytes sealed = MsfCipher.withKey(key(agreed)).seal(Recorded.FIELDS, IV);

    assertThat(credentials.logIn(Optional.of(agreed), sealed))
        .isEqualTo(new MsfLogIn.ByPassword("player", "secret"));
  }

  @Test
  void have_another_key_on_each_connection() {
    assertThat(key(credentials.agree(Optional.empty(), Recorded.PUBLIC_KEY)))
        .isNotEqualTo(key(credentials.agree(Optional.empty(), Recorded.PUBLIC_KEY)));
  }

  @Test
  void keep_their_key_and_their_answer_whatever_is_asked_again() {
    MsfAgreement first = credentials.agree(Optional.empty(), Recorded.PUBLIC_KEY);
    String another = Recorded.PUBLIC_KEY.replace("<Modulus>h", "<Modulus>i");

    assertThat(credentials.agree(Optional.of(first), another)).isSameAs(first);
  }

  @Test
  void have_no_key_without_a_public_key() {
    assertRefused(
        () -> credentials.agree(Optional.empty(), "<html/>"),
        Status.INVALID,
        "public key: no such XML (expected: RSAParameters with Exponent and Modulus in base64)");
  }

  @Test
  void of_a_guest_are_the_word_guest() {
    assertThat(credentials.logIn(agreement, cipher.seal(Map.of("guest", ""), IV)))
        .isEqualTo(new MsfLogIn.AsGuest());
  }

  @Test
  void may_be_a_token() {
    assertThat(credentials.logIn(agreement, cipher.seal(Map.of("token", "t"), IV)))
        .isEqualTo(new MsfLogIn.ByToken("t"));
  }

  @Test
  void are_refused_when_no_key_was_agreed_on() {
    assertRefused(
        () -> credentials.logIn(Optional.empty(), Recorded.LOG_IN),
        Status.UNAUTHORIZED,
        "Insecure request");
    assertRefused(
        () -> credentials.registration(Optional.empty(), Recorded.LOG_IN),
        Status.UNAUTHORIZED,
        "Insecure request");
  }

  @Test
  void with_nothing_usable_in_them_are_refused_as_those_that_cannot_be_opened() {
    for (Bytes sealed :
        new Bytes[] {cipher.seal(Map.of("username", "only"), IV), IV, Bytes.EMPTY}) {
      assertRefused(
          () -> credentials.logIn(agreement, sealed), Status.UNAUTHORIZED, "Invalid request");
      assertRefused(
          () -> credentials.registration(agreement, sealed),
          Status.UNAUTHORIZED,
          "Invalid request");
    }
  }

  @Test
  void become_a_new_account() {
    Map<String, String> fields = Map.of("username", "u", "password", "p", "email", "e@x");

    var account = credentials.registration(agreement, cipher.seal(fields, IV));

    assertThat(account.username()).isEqualTo("u");
    assertThat(account.password()).isEqualTo("p");
    assertThat(account.email()).isEqualTo("e@x");
  }

  @Test
  void become_a_new_password() {
    var reset = credentials.passwordReset(Map.of("email", "e@x", "code", "1234", "password", "p"));

    assertThat(reset.email()).isEqualTo("e@x");
    assertThat(reset.code()).isEqualTo("1234");
    assertThat(reset.newPassword()).isEqualTo("p");
    assertRefused(
        () -> credentials.passwordReset(Map.of("email", "e@x", "code", "1234")),
        Status.UNAUTHORIZED,
        "Invalid request");
  }

  @Test
  void are_never_printed() {
    assertThat(agreement).hasToString("Optional[MsfAgreement]");
    assertThat(new MsfLogIn.ByPassword("player", "secret"))
        .hasToString("ByPassword[username=player]");
    assertThat(new MsfLogIn.ByToken("t0ken")).hasToString("ByToken");
  }

  private static String key(MsfAgreement agreement) {
    return new String(Recorded.decrypted(agreement.answer()), UTF_16LE);
  }

  private static void assertRefused(ThrowingCallable call, Status status, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(status))
        .hasMessage(text);
  }
}
