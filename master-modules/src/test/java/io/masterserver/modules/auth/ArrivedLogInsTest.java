package io.masterserver.modules.auth;

import static io.masterserver.core.wire.Status.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.api.CoreProperties;
import io.masterserver.api.PeerConnected;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.api.PropertyKey;
import io.masterserver.api.PropertyView;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.modules.auth.online.AccountClaims;
import io.masterserver.modules.auth.online.JdbcOnlineAccounts;
import io.masterserver.modules.auth.online.OnlineAccount;
import io.masterserver.modules.auth.online.OnlineAccounts;
import io.masterserver.modules.auth.session.SessionSettings;
import io.masterserver.modules.database.DatabaseUnavailable;
import io.masterserver.testkit.TestPeer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The node that they come from is played by claims of its own, on the same database. */
@DisplayName("Somebody who comes from another node and is logged in")
@Timeout(60)
class ArrivedLogInsTest {

  private static final String REFUSE = "master.auth.sessions.duplicate-log-in = refuse";

  /** What a peer has brought along. */
  private record Brought(Object session) implements PropertyView {
    @Override
    public <T> Optional<T> get(PropertyKey<T> key) {
      return key.code() == AuthSession.KEY.code() ? key.valueOf(session) : key.valueOf(null);
    }
  }

  private AuthKit it;
  private OnlineAccounts table;
  private AccountClaims otherNode;

  @BeforeEach
  void start() {
    it = new AuthKit(REFUSE);
    table = new JdbcOnlineAccounts(it.database);
    otherNode =
        new AccountClaims(
            table,
            it.kit.peers(),
            Optional::empty,
            SessionSettings.from(
                ConfigFactory.parseString(REFUSE)
                    .withFallback(ConfigFactory.defaultReferenceUnresolved())
                    .resolve()
                    .getConfig("master.auth")),
            () -> Instant.parse("2026-11-22T12:00:00Z"),
            Runnable::run);
  }

  @AfterEach
  void stop() {
    it.close();
  }

  private String accountId(String username) {
    return it.auth.findByUsername(username).toCompletableFuture().join().orElseThrow().accountId();
  }

  /** Registers an account and has it logged in on a peer of the other node. */
  private TestPeer loggedInElsewhere(String username) {
    TestPeer elsewhere = it.registered(username);
    otherNode.claim(elsewhere.handle(), accountId(username), Optional.empty());
    elsewhere.set(AuthSession.KEY, session(username));
    return elsewhere;
  }

  private AuthSession session(String username) {
    return new AuthSession(accountId(username), username, false, false, Map.of());
  }

  private void arrives(TestPeer peer, Object session) {
    it.kit.publish(new PeerConnected(info(peer.id()), peer.handle(), new Brought(session)));
  }

  private static PeerInfo info(PeerId id) {
    return new PeerInfo(id, UUID.randomUUID(), "127.0.0.1:4711", "tcp");
  }

  private TestPeer arrived(String username) {
    TestPeer peer = loggedInElsewhere(username);
    arrives(peer, session(username));
    return peer;
  }

  private Optional<PeerId> owner(String username) {
    return table.find(List.of(accountId(username))).stream().findFirst().map(OnlineAccount::peer);
  }

  @Test
  void is_logged_in_here() {
    TestPeer anna = arrived("anna");

    assertThat(anna.request(AuthOperations.MY_ACCOUNT).expectSuccess().username())
        .isEqualTo("anna");
    assertThat(it.loggedInCount()).isEqualTo(1);
  }

  @Test
  void is_told_to_other_modules() {
    var events = it.kit.eventProbe(LoggedIn.class);

    TestPeer anna = arrived("anna");

    assertThat(events.receiveMessage().info().id()).isEqualTo(anna.id());
  }

  @Test
  void is_who_has_the_account() {
    arrived("anna");

    it.logIn(it.kit.connectPeer(), "anna").expect(FAILED, "Logged in elsewhere");
  }

  @Test
  void gives_the_account_back_when_it_logs_out() {
    TestPeer anna = arrived("anna");

    anna.request(AuthOperations.LOG_OUT).expectSuccess();

    it.logIn(it.kit.connectPeer(), "anna").expectSuccess();
    assertThat(anna.get(CoreProperties.SESSION)).isEmpty();
  }

  @Test
  void keeps_the_account_when_what_is_left_of_it_there_ends() {
    TestPeer anna = arrived("anna");
    anna.request(AuthOperations.MY_ACCOUNT).expectSuccess();

    otherNode.gone(anna.id());

    assertThat(owner("anna")).contains(anna.id());
  }

  @Test
  void takes_the_account_along_to_a_further_node() {
    TestPeer anna = arrived("anna");
    anna.request(AuthOperations.MY_ACCOUNT).expectSuccess();

    it.kit.publish(
        new PeerDisconnected(info(anna.id()), "it goes on elsewhere", new Brought(""), true));

    assertThat(it.loggedInCount()).isZero();
    assertThat(owner("anna")).contains(anna.id());
  }

  @Test
  void is_disconnected_when_another_has_the_account_by_now() {
    TestPeer anna = loggedInElsewhere("anna");
    OnlineAccount row = table.find(List.of(accountId("anna"))).getFirst();
    var next =
        new OnlineAccount(
            row.accountId(), new PeerId(4711), 0, 0, Optional.empty(), Optional.empty());
    table.replace(row, next);

    arrives(anna, session("anna"));

    assertThat(anna.expectDisconnected()).isEqualTo("logged in from elsewhere");
  }

  @Test
  void is_disconnected_when_its_session_was_ended_meanwhile() {
    TestPeer anna = loggedInElsewhere("anna");
    table.delete(table.find(List.of(accountId("anna"))));

    arrives(anna, session("anna"));

    assertThat(anna.expectDisconnected()).isEqualTo("the session has ended: log in again");
  }

  @Test
  void is_disconnected_when_the_account_was_deleted() {
    TestPeer nobody = it.kit.connectPeer();

    arrives(nobody, new AuthSession("gone", "gone", false, false, Map.of()));

    assertThat(nobody.expectDisconnected()).isEqualTo("the account was deleted");
  }

  @Test
  void is_disconnected_when_its_session_cannot_be_read() {
    TestPeer peer = it.kit.connectPeer();

    arrives(peer, "of another version");

    assertThat(peer.expectDisconnected()).isEqualTo("the session has ended: log in again");
  }

  @Test
  void goes_on_as_a_guest() {
    TestPeer guest = it.kit.connectPeer();

    var session = new AuthSession("some-id", "Guest 7", true, false, Map.of("colour", "red"));
    guest.set(AuthSession.KEY, session);
    arrives(guest, session);

    var account = guest.request(AuthOperations.MY_ACCOUNT).expectSuccess();
    assertThat(account.username()).isEqualTo("Guest 7");
    assertThat(account.guest()).isTrue();
    assertThat(account.properties()).containsEntry("colour", "red");
  }

  @Test
  void has_what_it_asks_for_answered_when_it_is_known() {
    TestPeer anna = loggedInElsewhere("anna");
    AuthSession session = session("anna");
    it.database.hold();
    arrives(anna, session);
    var response = anna.request(AuthOperations.MY_ACCOUNT);
    it.kit.awaitHandled();

    it.database.release();

    response.expectSuccess();
  }

  @Test
  void is_logged_in_when_the_database_is_back() {
    TestPeer anna = loggedInElsewhere("anna");
    AuthSession session = session("anna");
    it.database.failWith(() -> new DatabaseUnavailable("away", new SQLException("away")));
    arrives(anna, session);
    it.timePasses(Duration.ofSeconds(1));
    assertThat(it.loggedInCount()).isZero();

    it.database.failWith(() -> null);

    while (it.loggedInCount() == 0) { // the time-out of the test ends it
      it.timePasses(Duration.ofSeconds(1));
    }
  }
}
