package io.masterserver.modules.auth;

import static io.masterserver.core.wire.Status.FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.masterserver.api.CoreProperties;
import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.Peers;
import io.masterserver.api.PropertyKey;
import io.masterserver.api.SavedSession;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.wire.Bytes;
import io.masterserver.modules.auth.online.AccountClaims;
import io.masterserver.modules.auth.online.JdbcOnlineAccounts;
import io.masterserver.modules.auth.online.OnlineAccount;
import io.masterserver.modules.auth.online.OnlineAccounts;
import io.masterserver.modules.auth.service.Refused;
import io.masterserver.modules.auth.session.SessionSettings;
import io.masterserver.testkit.InMemorySessionStore;
import io.masterserver.testkit.TestPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The other node is played by claims of its own, on the same database; its peers are real ones. */
@DisplayName("An account that is logged in on one of two nodes")
@Timeout(60)
class AccountClaimsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final String REFUSE = "master.auth.sessions.duplicate-log-in = refuse";

  private final InMemorySessionStore kept = new InMemorySessionStore();
  private AuthKit it;
  private OnlineAccounts table;
  private AccountClaims otherNode;

  @AfterEach
  void stop() {
    it.close();
  }

  private void start(String policy) {
    String settings =
        "master.auth.sessions { duplicate-log-in = %s, ask-within = 5 s }".formatted(policy);
    it = new AuthKit(settings);
    table = new JdbcOnlineAccounts(it.database);
    otherNode = node(settings, it.kit.peers());
  }

  private AccountClaims node(String settings, Peers peers) {
    return new AccountClaims(
        table,
        peers,
        () -> Optional.of(kept),
        SessionSettings.from(
            ConfigFactory.parseString(settings)
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve()
                .getConfig("master.auth")),
        () -> NOW,
        Runnable::run);
  }

  private String accountId(String username) {
    return it.auth.findByUsername(username).toCompletableFuture().join().orElseThrow().accountId();
  }

  /** Registers an account and has it logged in on a peer of the other node. */
  private TestPeer loggedInElsewhere(String username) {
    TestPeer elsewhere = it.registered(username);
    assertThat(otherNode.claim(elsewhere.handle(), accountId(username), Optional.empty()))
        .isEmpty();
    return elsewhere;
  }

  private Optional<OnlineAccount> row(String username) {
    return table.find(List.of(accountId(username))).stream().findFirst();
  }

  // ---- refuse ---------------------------------------------------------------------------------

  @Test
  void stays_there_where_the_new_log_in_is_refused() {
    start("refuse");
    TestPeer elsewhere = loggedInElsewhere("anna");
    TestPeer next = it.kit.connectPeer();

    it.logIn(next, "anna").expect(FAILED, "Logged in elsewhere");

    assertThat(next.get(CoreProperties.SESSION)).isEmpty();
    assertThat(row("anna")).map(OnlineAccount::peer).contains(elsewhere.id());
    elsewhere.expectNothingMore();
  }

  @Test
  void can_be_logged_in_again_by_who_was_refused_when_the_other_one_has_logged_out() {
    start("refuse");
    TestPeer elsewhere = loggedInElsewhere("anna");
    TestPeer next = it.kit.connectPeer();
    it.logIn(next, "anna").expect(FAILED, "Logged in elsewhere");

    otherNode.release(elsewhere.handle());

    it.logIn(next, "anna").expectSuccess();
  }

  /** The other node has died, or the database was away when it wanted to say so. */
  @Test
  void is_taken_over_when_the_peer_has_gone_and_the_row_has_not() {
    start("refuse");
    loggedInElsewhere("anna").disconnect();

    it.logIn(it.kit.connectPeer(), "anna").expectSuccess();
  }

  @Test
  void is_not_taken_over_while_the_peer_may_come_back() {
    start("refuse");
    TestPeer gone = loggedInElsewhere("anna");
    PeerHandle next = it.kit.connectPeer().handle();
    AccountClaims here = node(REFUSE, it.kit.peers());
    String accountId = accountId("anna");
    kept.create(new SavedSession(gone.id(), 1, Bytes.ofHex("00"), Bytes.ofHex("00")));
    gone.disconnect();

    assertRefused(() -> here.claim(next, accountId, Optional.empty()), "Logged in elsewhere");

    kept.remove(gone.id(), 1);
    assertThat(here.claim(next, accountId, Optional.empty())).isEmpty();
  }

  @Test
  void is_the_guest_s_who_has_registered() {
    start("refuse");
    TestPeer guest = it.kit.connectPeer();
    guest.request(AuthOperations.LOG_IN_AS_GUEST).expectSuccess();
    guest
        .request(AuthOperations.UPGRADE_GUEST, new NewAccount("greta", AuthKit.PASSWORD, ""))
        .expectSuccess();
    PeerHandle next = it.kit.connectPeer().handle();
    String accountId = accountId("greta");

    assertRefused(() -> otherNode.claim(next, accountId, Optional.empty()), "Logged in elsewhere");
  }

  @Test
  void is_given_back_when_a_guest_could_not_register() {
    start("refuse");
    it.registered("anna");
    TestPeer guest = it.kit.connectPeer();
    guest.request(AuthOperations.LOG_IN_AS_GUEST).expectSuccess();
    String accountId = guest.get(CoreProperties.SESSION).orElseThrow().accountId();

    guest
        .request(AuthOperations.UPGRADE_GUEST, new NewAccount("anna", AuthKit.PASSWORD, ""))
        .expectFailure(FAILED);

    while (!table.find(List.of(accountId)).isEmpty()) { // the time-out of the test ends it
      Thread.onSpinWait();
    }
  }

  // ---- kick-old -------------------------------------------------------------------------------

  @Test
  void is_kicked_there_and_begins_here_when_that_has_ended() {
    start("kick-old");
    TestPeer elsewhere = loggedInElsewhere("anna");
    TestPeer next = it.kit.connectPeer();

    var response = it.logIn(next, "anna");
    assertThat(elsewhere.expectDisconnected()).isEqualTo("logged in from elsewhere");
    it.kit.awaitHandled();
    assertThat(next.get(CoreProperties.SESSION)).isEmpty();
    elsewhere.disconnect();
    it.timePasses(Duration.ofMillis(50));

    response.expectSuccess();
    assertThat(row("anna")).map(OnlineAccount::peer).contains(next.id());
  }

  @Test
  void is_not_waited_for_for_ever() {
    start("kick-old");
    TestPeer elsewhere = loggedInElsewhere("anna");

    var response = it.logIn(it.kit.connectPeer(), "anna");
    elsewhere.expectDisconnected();
    it.timePasses(Duration.ofSeconds(3));

    response.expectSuccess();
  }

  @Test
  void is_lost_by_a_peer_that_was_not_told() {
    start("kick-old");
    TestPeer old = it.loggedIn("anna");
    TestPeer next = it.kit.connectPeer();
    assertThat(otherNode.claim(next.handle(), accountId("anna"), Optional.empty()))
        .map(OnlineAccount::peer)
        .contains(old.id());

    it.timePasses(Duration.ofSeconds(10));

    assertThat(old.expectDisconnected()).isEqualTo("logged in from elsewhere");
  }

  @Test
  void is_lost_and_ended_when_nobody_has_it() {
    start("kick-old");
    TestPeer elsewhere = loggedInElsewhere("anna");
    table.delete(List.of(row("anna").orElseThrow()));

    otherNode.check();

    assertThat(elsewhere.expectDisconnected()).isEqualTo("the session has ended: log in again");
  }

  @Test
  void stays_logged_in_while_nobody_else_comes() {
    start("kick-old");
    TestPeer elsewhere = loggedInElsewhere("anna");

    otherNode.check();

    elsewhere.expectNothingMore();
  }

  @Test
  void can_be_logged_in_and_out_on_one_peer_again_and_again() {
    start("kick-old");
    TestPeer peer = it.loggedIn("anna");
    for (int i = 0; i < 10; i++) {
      peer.request(AuthOperations.LOG_OUT).expectSuccess();
      it.logIn(peer, "anna").expectSuccess();
    }

    it.timePasses(Duration.ofSeconds(10));

    peer.expectNothingMore();
    assertThat(row("anna")).map(OnlineAccount::peer).contains(peer.id());
  }

  @Test
  void is_safe_for_a_while_when_it_has_come_by_kicking() {
    start("kick-old");
    TestPeer first = it.loggedIn("anna");
    String accountId = accountId("anna");
    PeerHandle second = it.kit.connectPeer().handle();
    otherNode.claim(second, accountId, Optional.empty());
    first.disconnect();

    it.logIn(it.kit.connectPeer(), "anna")
        .expect(FAILED, "Logged in elsewhere a moment ago: try again in 10 seconds");
  }

  @Test
  void is_not_kicked_by_another_client_s_token() {
    start("kick-old");
    PeerHandle next = it.kit.connectPeer().handle();
    it.loggedIn("anna");
    String accountId = accountId("anna");

    assertRefused(
        () -> otherNode.claim(next, accountId, Optional.of("another-s")), "Logged in elsewhere");
  }

  @Test
  void is_kicked_by_its_own_client_s_token_also_where_others_are_refused() {
    start("refuse");
    TestPeer dead = it.registered("anna");
    it.token(dead, "anna");
    PeerHandle next = it.kit.connectPeer().handle();
    Optional<String> token = row("anna").orElseThrow().tokenId();

    assertThat(token).isPresent();
    assertThat(otherNode.claim(next, accountId("anna"), token))
        .map(OnlineAccount::peer)
        .contains(dead.id());
  }

  @Test
  void ends_there_when_it_is_banned_here() {
    start("kick-old");
    TestPeer elsewhere = loggedInElsewhere("anna");
    AccountClaims here = node("", it.kit.peers());

    here.endOther(accountId("anna"), new PeerId(4711), "banned: cheating");

    assertThat(elsewhere.expectDisconnected()).isEqualTo("banned: cheating");
    assertThat(row("anna")).isEmpty();
  }

  // ---- allow ----------------------------------------------------------------------------------

  @Test
  void is_nobody_s_alone_where_many_may_have_it() {
    start("allow");
    it.loggedIn("anna");

    assertThat(row("anna")).isEmpty();
  }

  // ---- silence --------------------------------------------------------------------------------

  @Test
  void is_refused_while_the_node_that_has_it_does_not_answer() {
    start("refuse");
    it.loggedIn("anna");
    AccountClaims cutOff =
        node(
            "master.auth.sessions { duplicate-log-in = refuse, ask-within = 100 ms }",
            new Silence());
    PeerHandle next = it.kit.connectPeer().handle();
    String accountId = accountId("anna");

    assertRefused(() -> cutOff.claim(next, accountId, Optional.empty()), "Logged in elsewhere");
  }

  @Test
  void is_taken_from_a_node_that_does_not_answer_where_the_old_one_is_kicked() {
    start("kick-old");
    TestPeer old = it.loggedIn("anna");
    AccountClaims cutOff = node("master.auth.sessions.ask-within = 100 ms", new Silence());
    TestPeer next = it.kit.connectPeer();

    assertThat(cutOff.claim(next.handle(), accountId("anna"), Optional.empty())).isPresent();

    it.timePasses(Duration.ofSeconds(10)); // it reaches the database, and so it knows
    assertThat(old.expectDisconnected()).isEqualTo("logged in from elsewhere");
  }

  private static void assertRefused(Runnable claim, String text) {
    assertThatThrownBy(claim::run).isInstanceOf(Refused.class).hasMessage(text);
  }

  /** Peers of nodes that nothing comes through to, nor back from. */
  private record Silence() implements Peers {

    @Override
    public PeerHandle peer(PeerId id) {
      return new SilentHandle(id);
    }

    @Override
    public <Q> void broadcast(
        Collection<? extends PeerHandle> peers,
        Notification<Q> notification,
        Q packet,
        DeliveryMethod delivery) {}
  }

  private record SilentHandle(PeerId id) implements PeerHandle {

    @Override
    public <Q> void send(Notification<Q> notification, Q packet, DeliveryMethod delivery) {}

    @Override
    public <Q, A> CompletionStage<Response<A>> request(
        Request<Q, A> request, Q packet, Duration within) {
      return new CompletableFuture<>();
    }

    @Override
    public void disconnect(String reason) {}

    @Override
    public <T> CompletionStage<Optional<T>> read(PropertyKey<T> key) {
      return new CompletableFuture<>();
    }

    @Override
    public <T> void write(PropertyKey<T> key, T value) {}

    @Override
    public void clear(PropertyKey<?> key) {}
  }
}
