package io.masterserver.modules.auth;

import static io.masterserver.core.wire.Status.FAILED;
import static io.masterserver.core.wire.Status.UNAUTHORIZED;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.CoreProperties;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.testkit.TestPeer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A second log-in to one account")
class DuplicateLogInTest {

  private AuthKit it;

  /** A client with a token was kicked by one with the password. */
  private record Devices(TestPeer desktop, String tokenOfPhone) {}

  @AfterEach
  void stop() {
    it.close();
  }

  private void start(String policy) {
    it = new AuthKit("master.auth.sessions.duplicate-log-in = " + policy);
  }

  @Test
  void is_refused_on_the_same_peer() {
    start("allow");
    TestPeer peer = it.loggedIn("anna");

    it.logIn(peer, "anna").expect(UNAUTHORIZED, "Already logged in");
  }

  @Test
  void is_refused_on_the_same_peer_also_when_both_are_sent_at_once() {
    start("allow");
    TestPeer peer = it.registered("anna");

    peer.hold();
    var first = it.logIn(peer, "anna");
    var second = it.logIn(peer, "anna");
    peer.release();

    first.expectSuccess();
    second.expect(UNAUTHORIZED, "Already logged in");
  }

  @Test
  void goes_on_beside_the_first_where_that_is_allowed() {
    start("allow");
    TestPeer first = it.loggedIn("anna");
    TestPeer second = it.kit.connectPeer();

    it.logIn(second, "anna").expectSuccess();

    assertThat(first.get(CoreProperties.SESSION)).isPresent();
    assertThat(second.get(CoreProperties.SESSION)).isPresent();
    assertThat(it.loggedInCount()).isOne();
  }

  @Test
  void kicks_the_old_session_and_begins_when_that_has_ended() {
    start("kick-old");
    TestPeer old = it.loggedIn("anna");
    it.kit.awaitHandled(); // its own event comes behind its answer
    var loggedOut = it.kit.eventProbe(LoggedOut.class);
    var loggedIn = it.kit.eventProbe(LoggedIn.class);
    TestPeer next = it.kit.connectPeer();

    var response = it.logIn(next, "ANNA");
    assertThat(old.expectDisconnected()).isEqualTo("logged in from elsewhere");
    loggedIn.expectNoMessage(Duration.ZERO);
    old.disconnect();

    assertThat(loggedOut.receiveMessage().info().id()).isEqualTo(old.id());
    assertThat(response.expectSuccess().account().username()).isEqualTo("anna");
    assertThat(loggedIn.receiveMessage().peer().id()).isEqualTo(next.id());
    assertThat(it.loggedInCount()).isOne();
  }

  @Test
  void does_not_wait_for_ever_for_the_old_session_to_end() {
    start("kick-old");
    TestPeer old = it.loggedIn("anna");

    var response = it.logIn(it.kit.connectPeer(), "anna");
    old.expectDisconnected();
    it.timePasses(Duration.ofSeconds(3));

    response.expectSuccess();
    assertThat(old.get(CoreProperties.SESSION)).isEmpty();
    assertThat(it.loggedInCount()).isOne();
  }

  @Test
  void leaves_nothing_when_its_client_goes_while_the_old_one_is_kicked() {
    start("kick-old");
    TestPeer old = it.loggedIn("anna");
    TestPeer next = it.kit.connectPeer();

    it.logIn(next, "anna");
    old.expectDisconnected();
    next.disconnect();
    old.disconnect();

    assertThat(it.loggedInCount()).isZero();
    it.logIn(it.kit.connectPeer(), "anna").expectSuccess();
  }

  @Test
  void is_refused_where_the_old_session_has_the_right() {
    start("refuse");
    TestPeer old = it.loggedIn("anna");

    it.logIn(it.kit.connectPeer(), "anna").expect(FAILED, "Logged in elsewhere");

    assertThat(old.get(CoreProperties.SESSION)).isPresent();
    old.expectNothingMore();
  }

  @Test
  void with_the_token_of_another_client_kicks_nobody() {
    start("kick-old");
    Devices devices = devices();

    it.logInWithToken(it.kit.connectPeer(), devices.tokenOfPhone())
        .expect(FAILED, "Logged in elsewhere");

    assertThat(devices.desktop().get(CoreProperties.SESSION)).isPresent();
    devices.desktop().expectNothingMore();
  }

  @Test
  void does_not_use_a_token_up_when_it_is_refused() {
    start("kick-old");
    Devices devices = devices();
    TestPeer phone = it.kit.connectPeer();
    it.logInWithToken(phone, devices.tokenOfPhone()).expect(FAILED, "Logged in elsewhere");

    it.timePasses(Duration.ofHours(1)); // longer than a token that was used is good still
    devices.desktop().request(AuthOperations.LOG_OUT).expectSuccess();

    it.logInWithToken(phone, devices.tokenOfPhone()).expectSuccess();
  }

  @Test
  void takes_over_from_the_dead_connection_that_has_the_same_token() {
    start("refuse");
    TestPeer dead = it.registered("anna");
    String token = it.token(dead, "anna");

    var response = it.logInWithToken(it.kit.connectPeer(), token);
    dead.expectDisconnected();
    dead.disconnect();

    response.expectSuccess();
  }

  @Test
  void kicks_nobody_who_has_just_come_by_kicking() {
    start("kick-old");
    Devices devices = devices();
    TestPeer third = it.kit.connectPeer();

    it.logIn(third, "anna")
        .expect(FAILED, "Logged in elsewhere a moment ago: try again in 10 seconds");

    it.timePasses(Duration.ofSeconds(10));
    var again = it.logIn(third, "anna");
    devices.desktop().expectDisconnected();
    devices.desktop().disconnect();
    again.expectSuccess();
  }

  private Devices devices() {
    TestPeer phone = it.registered("anna");
    String token = it.token(phone, "anna");
    TestPeer desktop = it.kit.connectPeer();
    var response = it.logIn(desktop, "anna");
    phone.expectDisconnected();
    phone.disconnect();
    response.expectSuccess();
    return new Devices(desktop, token);
  }
}
