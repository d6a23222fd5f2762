package io.masterserver.modules.auth.service;

import static io.masterserver.modules.auth.service.TestServices.HERE;
import static io.masterserver.modules.auth.service.TestServices.PASSWORD;
import static io.masterserver.modules.auth.service.TestServices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.masterserver.core.packet.auth.AccountBan;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.account.Account;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The owner of an account")
class OwnAccountTest {

  private final TestServices test = new TestServices();
  private final OwnAccount own = test.services.ownAccount();
  private final Account anna = test.register("Anna");

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void deletes_it_with_all_its_tokens() {
    IssuedToken token = test.remember("Anna");

    own.delete(anna.id(), PASSWORD, HERE);

    assertThat(test.stores.accounts().findById(anna.id())).isEmpty();
    assertRefused(() -> test.logIn("Anna", PASSWORD), Status.UNAUTHORIZED, "Invalid Credentials");
    assertRefused(
        () -> test.services.logIns().withToken(token.text(), HERE),
        Status.UNAUTHORIZED,
        "Invalid Credentials");
  }

  @Test
  void cannot_delete_it_without_the_password() {
    assertRefused(
        () -> own.delete(anna.id(), "wrong horse", HERE),
        Status.UNAUTHORIZED,
        "Invalid Credentials");
    assertThat(test.stored(anna)).isEqualTo(anna);
  }

  @Test
  void gets_all_that_is_kept_but_the_hash() {
    test.services
        .administration()
        .changeProperties(anna.id(), Map.of("a.b", "says \"hi\"\n", "level", "7"), List.of());
    test.services.administration().ban(new AccountBan("Anna", "cheating", 0), HERE);

    String json = own.export(anna.id(), HERE);

    Config exported =
        ConfigFactory.parseString(json, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
    assertThat(exported.root().unwrapped())
        .isEqualTo(
            Map.of(
                "id",
                anna.id(),
                "username",
                "Anna",
                "email",
                "Anna@example.org",
                "emailConfirmed",
                false,
                "admin",
                false,
                "createdAt",
                "2026-11-22T12:00:00Z",
                "ban",
                Map.of("reason", "cheating"),
                "properties",
                Map.of("a.b", "says \"hi\"\n", "level", "7")));
    assertThat(json).doesNotContain(anna.passwordHash()).doesNotContain("argon2");
  }

  @Test
  void is_told_when_it_is_gone() {
    own.delete(anna.id(), PASSWORD, HERE);

    assertRefused(() -> own.export(anna.id(), HERE), Status.FAILED, "There is no such account");
  }
}
