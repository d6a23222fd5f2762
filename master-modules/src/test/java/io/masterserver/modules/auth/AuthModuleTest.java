package io.masterserver.modules.auth;

import static io.masterserver.core.wire.Status.ERROR;
import static io.masterserver.core.wire.Status.FAILED;
import static io.masterserver.core.wire.Status.UNAUTHORIZED;
import static io.masterserver.modules.auth.AuthKit.PASSWORD;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.CoreProperties;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.auth.AccountBan;
import io.masterserver.core.packet.auth.AccountInfo;
import io.masterserver.core.packet.auth.AccountPropertiesChange;
import io.masterserver.core.packet.auth.AdminChange;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.packet.auth.PasswordChange;
import io.masterserver.core.packet.auth.PasswordProof;
import io.masterserver.core.packet.auth.PeerAccountInfo;
import io.masterserver.modules.database.DatabaseUnavailable;
import io.masterserver.testkit.PendingResponse;
import io.masterserver.testkit.TestPeer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The auth module")
class AuthModuleTest {

  private static final String OPENED =
      """
      master.access {
        peer-account = anyone, ban-account = anyone, change-admin = anyone
        change-account-properties = anyone, find-account = anyone
      }
      """;

  private final AuthKit it = new AuthKit(OPENED);

  @AfterEach
  void stop() {
    it.close();
  }

  // ---- sessions -------------------------------------------------------------------------------

  @Test
  void puts_the_session_on_the_peer_and_tells_other_modules() {
    var events = it.kit.eventProbe(LoggedIn.class);
    TestPeer peer = it.registered("Anna");

    assertThat(it.logIn(peer, "anna").expectSuccess().account())
        .isEqualTo(new AccountInfo("Anna", false, false, Map.of()));

    LoggedIn event = events.receiveMessage();
    assertThat(event.session().username()).isEqualTo("Anna");
    assertThat(event.peer().id()).isEqualTo(peer.id());
    assertThat(peer.get(CoreProperties.SESSION)).contains(event.session());
  }

  @Test
  void shows_the_session_to_what_was_sent_right_behind_the_log_in() {
    TestPeer peer = it.registered("anna");

    peer.hold();
    it.logIn(peer, "anna");
    var account = peer.request(AuthOperations.MY_ACCOUNT);
    peer.release();

    assertThat(account.expectSuccess().username()).isEqualTo("anna");
  }

  @Test
  void ends_the_session_of_a_peer_that_goes() {
    var events = it.kit.eventProbe(LoggedOut.class);
    TestPeer peer = it.loggedIn("anna");

    peer.disconnect();

    assertThat(events.receiveMessage().session().username()).isEqualTo("anna");
    assertThat(it.loggedInCount()).isZero();
  }

  @Test
  void leaves_nothing_of_a_log_in_whose_peer_has_gone() {
    TestPeer peer = it.registered("anna");
    it.database.hold();
    it.logIn(peer, "anna");
    peer.disconnect();
    it.database.release();

    // Would wait for the old one to be gone if there was one.
    it.logIn(it.kit.connectPeer(), "anna").expectSuccess();

    assertThat(it.loggedInCount()).isOne();
  }

  @Test
  void logs_out_and_keeps_the_connection() {
    var events = it.kit.eventProbe(LoggedOut.class);
    TestPeer peer = it.loggedIn("anna");

    peer.request(AuthOperations.LOG_OUT).expectSuccess();

    assertThat(peer.get(CoreProperties.SESSION)).isEmpty();
    events.receiveMessage();
    it.logIn(peer, "anna").expectSuccess();
  }

  @Test
  void makes_the_token_worthless_with_the_log_out() {
    TestPeer peer = it.registered("anna");
    String token = it.token(peer, "anna");

    peer.request(AuthOperations.LOG_OUT).expectSuccess();

    it.logInWithToken(peer, token).expect(UNAUTHORIZED, "Invalid Credentials");
  }

  @Test
  void counts_the_accounts_that_are_logged_in() {
    it.loggedIn("anna");
    it.loggedIn("berta");
    it.registered("clara");

    assertThat(it.loggedInCount()).isEqualTo(2);
  }

  // ---- guests ---------------------------------------------------------------------------------

  @Test
  void knows_guests_while_they_are_there() {
    TestPeer peer = it.kit.connectPeer();
    String name = peer.request(AuthOperations.LOG_IN_AS_GUEST).expectSuccess().account().username();

    assertThat(found(it.auth.findByUsername(name))).map(AccountView::isGuest).contains(true);

    peer.disconnect();
    it.kit.awaitHandled();
    assertThat(found(it.auth.findByUsername(name))).isEmpty();
  }

  @Test
  void lets_a_guest_keep_what_it_had_when_it_registers() {
    var events = it.kit.eventProbe(AccountRegistered.class);
    TestPeer peer = it.kit.connectPeer();
    peer.request(AuthOperations.LOG_IN_AS_GUEST).expectSuccess();
    String id = found(it.auth.findByPeer(peer.id())).orElseThrow().accountId();
    found(it.auth.changeProperties(id, Map.of("clan", "blue"), List.of()));

    peer.request(AuthOperations.UPGRADE_GUEST, new NewAccount("greta", PASSWORD, ""))
        .expect(new AccountInfo("greta", false, false, Map.of("clan", "blue")));

    assertThat(events.receiveMessage()).isEqualTo(new AccountRegistered(id, "greta", true));
    assertThat(peer.get(CoreProperties.SESSION))
        .contains(new AuthSession(id, "greta", false, false, Map.of("clan", "blue")));
    assertThat(found(it.auth.findById(id))).map(AccountView::username).contains("greta");
  }

  @Test
  void upgrades_nobody_but_guests() {
    it.loggedIn("anna")
        .request(AuthOperations.UPGRADE_GUEST, new NewAccount("berta", PASSWORD, ""))
        .expect(FAILED, "You are not a guest");
  }

  // ---- changes --------------------------------------------------------------------------------

  @Test
  void shows_changed_properties_in_the_session() {
    var events = it.kit.eventProbe(AccountChanged.class);
    TestPeer peer = it.loggedIn("anna");

    it.kit
        .connectPeer()
        .request(
            AuthOperations.CHANGE_ACCOUNT_PROPERTIES,
            new AccountPropertiesChange("anna", Map.of("clan", "blue"), List.of()))
        .expect(new AccountInfo("anna", false, false, Map.of("clan", "blue")));

    events.receiveMessage();
    assertThat(session(peer).properties()).containsEntry("clan", "blue");
  }

  @Test
  void lets_other_modules_change_properties() {
    TestPeer peer = it.loggedIn("anna");
    String id = session(peer).accountId();

    found(it.auth.changeProperties(id, Map.of("clan", "blue", "rank", "1"), List.of()));
    found(it.auth.changeProperties(id, Map.of(), List.of("rank")));

    assertThat(session(peer).properties()).isEqualTo(Map.of("clan", "blue"));
  }

  @Test
  void changes_no_properties_of_an_account_that_does_not_exist() {
    assertThat(found(it.auth.changeProperties("nobody", Map.of(), List.of()))).isEmpty();
  }

  @Test
  void makes_an_administrator_of_somebody_who_is_logged_in() {
    TestPeer peer = it.loggedIn("anna");

    it.kit
        .connectPeer()
        .request(AuthOperations.CHANGE_ADMIN, new AdminChange("anna", true))
        .expectSuccess();

    assertThat(session(peer).isAdmin()).isTrue();
  }

  @Test
  void changes_the_password_of_somebody_who_stays_logged_in() {
    TestPeer peer = it.loggedIn("anna");

    peer.request(AuthOperations.CHANGE_PASSWORD, new PasswordChange(PASSWORD, "another password"))
        .expectSuccess();

    assertThat(peer.get(CoreProperties.SESSION)).isPresent();
    peer.request(AuthOperations.LOG_OUT).expectSuccess();
    it.logIn(peer, "anna").expect(UNAUTHORIZED, "Invalid Credentials");
  }

  // ---- the end of an account ------------------------------------------------------------------

  @Test
  void ends_the_sessions_of_who_is_banned() {
    var events = it.kit.eventProbe(LoggedOut.class);
    TestPeer peer = it.loggedIn("anna");

    ban("anna");

    assertThat(peer.expectDisconnected()).isEqualTo("banned: cheats");
    assertThat(peer.get(CoreProperties.SESSION)).isEmpty();
    events.receiveMessage();
    assertThat(it.logIn(it.kit.connectPeer(), "anna").expectFailure(FAILED)).contains("cheats");
  }

  @Test
  void does_not_let_in_who_is_banned_while_logging_in() {
    TestPeer old = it.loggedIn("anna");
    var response = it.logIn(it.kit.connectPeer(), "anna");
    old.expectDisconnected(); // the new one is verified, and waits

    ban("anna");

    response.expect(FAILED, "The account has changed: log in again");
    assertThat(it.loggedInCount()).isZero();
  }

  @Test
  void logs_out_who_deletes_the_account() {
    var events = it.kit.eventProbe(AccountDeleted.class);
    TestPeer peer = it.loggedIn("anna");

    peer.request(AuthOperations.DELETE_ACCOUNT, new PasswordProof(PASSWORD)).expectSuccess();

    assertThat(events.receiveMessage().username()).isEqualTo("anna");
    assertThat(peer.get(CoreProperties.SESSION)).isEmpty();
    it.logIn(peer, "anna").expect(UNAUTHORIZED, "Invalid Credentials");
  }

  // ---- who is on a peer -----------------------------------------------------------------------

  @Test
  void says_who_is_logged_in_on_a_peer() {
    TestPeer peer = it.loggedIn("anna");

    it.kit
        .connectPeer()
        .request(AuthOperations.PEER_ACCOUNT, peer.id().value())
        .expect(new PeerAccountInfo(peer.id().value(), "anna", Map.of()));
  }

  @ParameterizedTest
  @MethodSource("nobodysPeers")
  void says_that_nobody_is_logged_in_on_a_peer(int peer) {
    it.kit
        .connectPeer()
        .request(AuthOperations.PEER_ACCOUNT, peer)
        .expect(FAILED, "Peer has not been authenticated");
  }

  static Stream<Integer> nobodysPeers() {
    return Stream.of(1, 99, 0, -1);
  }

  @ParameterizedTest
  @MethodSource("privileged")
  void closes_what_is_privileged_until_it_is_configured(Request<?, ?> operation) {
    try (var closed = new AuthKit("")) {
      TestPeer peer = closed.kit.connectPeer();

      String text = malformed(peer, operation).expectFailure(UNAUTHORIZED);

      assertThat(text).contains("it is closed");
    }
  }

  static Stream<Request<?, ?>> privileged() {
    return Stream.of(
        AuthOperations.PEER_ACCOUNT,
        AuthOperations.FIND_ACCOUNT,
        AuthOperations.BAN_ACCOUNT,
        AuthOperations.LIFT_BAN,
        AuthOperations.CHANGE_ADMIN,
        AuthOperations.CHANGE_ACCOUNT_PROPERTIES);
  }

  // ---- failures -------------------------------------------------------------------------------

  @Test
  void says_that_the_database_does_not_answer() {
    TestPeer peer = it.registered("anna");
    it.database.failWith(() -> new DatabaseUnavailable("cut"));

    it.logIn(peer, "anna").expect(FAILED, "The database does not answer: try again later");

    it.database.failWith(() -> null);
    it.logIn(peer, "anna").expectSuccess();
  }

  @Test
  void gives_an_unexpected_failure_an_id_and_no_details() {
    TestPeer peer = it.registered("anna");
    it.database.failWith(() -> new IllegalStateException("something private"));

    assertThat(it.logIn(peer, "anna").expectFailure(ERROR))
        .matches("Internal Server Error \\[correlation id [0-9a-f]{8}]");
  }

  // ---------------------------------------------------------------------------------------------

  private void ban(String username) {
    it.kit
        .connectPeer()
        .request(AuthOperations.BAN_ACCOUNT, new AccountBan(username, "cheats", 0))
        .expectSuccess();
  }

  private static AuthSession session(TestPeer peer) {
    return (AuthSession) peer.get(CoreProperties.SESSION).orElseThrow();
  }

  private static <T> Optional<T> found(CompletionStage<Optional<T>> stage) {
    return stage.toCompletableFuture().orTimeout(10, SECONDS).join();
  }

  /** Asks without the packet: access is refused before anybody looks at it. */
  private static PendingResponse<?> malformed(TestPeer peer, Request<?, ?> operation) {
    return peer.request(Request.of(operation.opcode(), operation.name(), Empty.CODEC, Empty.CODEC));
  }
}
