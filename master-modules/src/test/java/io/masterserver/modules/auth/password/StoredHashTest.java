package io.masterserver.modules.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A stored hash")
class StoredHashTest {

  private static final String SALT = "c29tZXNhbHQ";
  private static final String HASH = "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  @Test
  void is_written_as_it_was_read() {
    String text = "$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "$" + HASH;

    var hash = (Argon2Hash) StoredHash.parse(text);

    assertThat(hash.toPhc()).isEqualTo(text);
    assertThat(hash.cost()).isEqualTo(new Argon2Cost(19456, 2, 1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          $argon2id                                    | 1 parts after a $
          $argon2i$v=19$m=19456,t=2,p=1$SALT$HASH      | a function other than argon2id
          $argon2id$v=16$m=19456,t=2,p=1$SALT$HASH     | a version other than 19
          $argon2id$m=19456,t=2,p=1$SALT$HASH          | 4 parts
          $argon2id$v=19$m=19456,t=2$SALT$HASH         | no m=..,t=..,p=..
          $argon2id$v=19$m=-1,t=2,p=1$SALT$HASH        | no m=..,t=..,p=..
          $argon2id$v=19$m=4000000,t=1,p=1$SALT$HASH   | memory in KiB: 4000000 (expected: 8..262144)
          $argon2id$v=19$m=9999999999,t=1,p=1$SALT$HASH| no m=..,t=..,p=..
          $argon2id$v=19$m=8,t=65,p=1$SALT$HASH        | iterations: 65 (expected: 1..64)
          $argon2id$v=19$m=262144,t=5,p=1$SALT$HASH    | times iterations: 1310720 (expected: 8..1048576)
          $argon2id$v=19$m=8,t=1,p=17$SALT$HASH        | parallelism: 17 (expected: 1..16)
          $argon2id$v=19$m=8,t=1,p=2$SALT$HASH         | memory in KiB: 8 (expected: 16..262144)
          $argon2id$v=19$m=64,t=1,p=1$c29t$HASH        | salt of a password hash: 3 bytes (expected: 8..64)
          $argon2id$v=19$m=64,t=1,p=1$SALT$c29t        | hash of a password hash: 3 bytes (expected: 16..64)
          $argon2id$v=19$m=64,t=1,p=1$SALT=$HASH       | salt of a password hash: base64 with padding
          $argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHR$HASH | salt of a password hash: base64 with padding or bits
          $argon2id$v=19$m=64,t=1,p=1$so-me$HASH       | salt of a password hash: not base64
          correct horse                                | 1 parts between colons
          0:l/h4qWPupDc9nl74:ymSWUf+WNSVk48nFvARoQJ4F  | rounds of a password hash: no number of 1..1000000
          1000001:l/h4qWPupDc9:ymSWUf+WNSVk48nFvARoQJ4F| rounds of a password hash: no number of 1..1000000
          1000:l/h4:ymSWUf+WNSVk48nFvARoQJ4F4DHodfxm   | salt of a password hash: 3 bytes
          1000:l/h4qWPupDc9nl74:ymSWUf+WNSVk48nFvARo!  | hash of a password hash: not base64
          """)
  void that_is_broken_is_refused_with_the_reason(String text, String reason) {
    String stored = text.replace("SALT", SALT).replace("HASH", HASH);

    assertThatThrownBy(() -> StoredHash.parse(stored))
        .isInstanceOf(MalformedHash.class)
        .hasMessageContaining(reason)
        .message()
        .doesNotContain(SALT, HASH, "ymSW", "horse");
  }

  @Test
  void that_is_endless_is_not_looked_at() {
    assertThatThrownBy(() -> StoredHash.parse("$".repeat(513)))
        .isInstanceOf(MalformedHash.class)
        .hasMessage("password hash: 513 characters (expected: at most 512)");
  }
}
