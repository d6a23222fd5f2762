package io.masterserver.modules.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.CoreProperties;
import io.masterserver.api.Session;
import io.masterserver.core.wire.Bytes;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The session of an account")
class AuthSessionTest {

  private static final AuthSession SESSION =
      new AuthSession("id", "Anna", true, false, Map.of("title", "the Brave"));

  private static Bytes encoded() {
    return AuthSession.KEY.codec().orElseThrow().encode(SESSION);
  }

  @Test
  void comes_whole_to_another_node() {
    assertThat(AuthSession.KEY.codec().orElseThrow().decode(encoded())).isEqualTo(SESSION);
  }

  @Test
  void is_known_there_to_those_who_do_not_know_accounts() {
    Session read = CoreProperties.SESSION.codec().orElseThrow().decode(encoded());

    assertThat(read.accountId()).isEqualTo("id");
    assertThat(read.username()).isEqualTo("Anna");
    assertThat(read.isGuest()).isTrue();
    assertThat(read.isAdmin()).isFalse();
  }
}
