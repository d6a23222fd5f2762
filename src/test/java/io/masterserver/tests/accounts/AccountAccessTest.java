package io.masterserver.tests.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.auth.AccountBan;
import io.masterserver.core.packet.auth.AccountPropertiesChange;
import io.masterserver.core.packet.auth.AdminChange;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.AuthModule;
import io.masterserver.modules.database.DatabaseModule;
import io.masterserver.modules.mail.MailModule;
import io.masterserver.tests.fixture.AccountServer;
import io.masterserver.tests.fixture.RunningServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("What administrators do with accounts")
@Timeout(60)
class AccountAccessTest {

  private static final String ANNA = "anna";
  private static final String BORIS = "boris";
  private static final int NO_PEER = 123_456;
  private static final String KEYS =
      """
      master.modules.core.permission-keys = [
        { key = "key of level two", level = 2 }
        { key = "key of level three", level = 3 }
      ]
      """;

  @Test
  void is_closed_by_default_to_administrators_and_every_level() {
    try (AccountServer server = AccountServer.start(KEYS);
        AccountClient anna = administrator(server);
        AccountClient gameServer = withKey(server, "key of level three")) {
      for (AccountClient client : List.of(anna, gameServer)) {
        assertClosed(client, AuthOperations.PEER_ACCOUNT, NO_PEER);
        assertClosed(client, AuthOperations.FIND_ACCOUNT, ANNA);
        assertClosed(client, AuthOperations.BAN_ACCOUNT, new AccountBan(ANNA, "why", 0));
        assertClosed(client, AuthOperations.LIFT_BAN, ANNA);
        assertClosed(client, AuthOperations.CHANGE_ADMIN, new AdminChange(BORIS, true));
        assertClosed(
            client,
            AuthOperations.CHANGE_ACCOUNT_PROPERTIES,
            new AccountPropertiesChange(ANNA, Map.of("level", "99"), List.of()));
      }
    }
  }

  @Test
  void is_opened_to_administrators_by_the_access_table() {
    try (AccountServer server =
            AccountServer.start(
                KEYS + "master.access { find-account = admin, peer-account = admin }");
        AccountClient anna = administrator(server);
        AccountClient boris = AccountClient.connect(server.running());
        AccountClient gameServer = withKey(server, "key of level three")) {
      boris.register(BORIS);
      boris.logIn(BORIS);

      assertThat(anna.ask(AuthOperations.FIND_ACCOUNT, BORIS).value().username()).isEqualTo(BORIS);
      assertThat(anna.ask(AuthOperations.PEER_ACCOUNT, NO_PEER).status())
          .isNotEqualTo(Status.UNAUTHORIZED);
      assertClosed(anna, AuthOperations.LIFT_BAN, ANNA);
      assertClosed(boris, AuthOperations.FIND_ACCOUNT, BORIS);
      assertClosed(gameServer, AuthOperations.FIND_ACCOUNT, BORIS);
    }
  }

  @Test
  void is_opened_to_a_level_by_the_access_table() {
    try (AccountServer server =
            AccountServer.start(KEYS + "master.access.find-account = permission 3");
        AccountClient anna = administrator(server);
        AccountClient two = withKey(server, "key of level two");
        AccountClient three = withKey(server, "key of level three")) {
      assertThat(three.ask(AuthOperations.FIND_ACCOUNT, ANNA).value().username()).isEqualTo(ANNA);
      assertClosed(two, AuthOperations.FIND_ACCOUNT, ANNA);
      assertClosed(anna, AuthOperations.FIND_ACCOUNT, ANNA);
    }
  }

  @Test
  void is_not_opened_by_a_misspelt_name_which_stops_the_start() {
    assertThat(
            RunningServer.startFailure(
                "master.access.find-acount = admin",
                new DatabaseModule(),
                new MailModule(),
                new AuthModule()))
        .startsWith("master.access.find-acount: ")
        .contains("did you mean find-account?")
        .doesNotContain("\n");
  }

  private static AccountClient administrator(AccountServer server) {
    AccountClient anna = AccountClient.connect(server.running());
    anna.register(ANNA);
    assertThat(server.change("UPDATE accounts SET admin = TRUE")).isEqualTo(1);
    anna.logIn(ANNA);
    return anna;
  }

  private static AccountClient withKey(AccountServer server, String key) {
    AccountClient client = AccountClient.connect(server.running());
    assertThat(client.ask(CoreOperations.PERMISSION_LEVEL, key).isSuccess()).isTrue();
    return client;
  }

  private static <Q> void assertClosed(AccountClient client, Request<Q, ?> operation, Q packet) {
    assertThat(client.ask(operation, packet).status())
        .as(operation.name())
        .isEqualTo(Status.UNAUTHORIZED);
  }
}
