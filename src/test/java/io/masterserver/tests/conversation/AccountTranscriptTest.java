package io.masterserver.tests.conversation;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PeerConnected;
import io.masterserver.tests.fixture.AccountServer;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.MsfClient;
import io.masterserver.tests.fixture.MsfProfile;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import io.masterserver.tests.fixture.WireClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Leads the recorded conversations about accounts again, where {@code msf.conf} is included, over
 * WebSocket as it was, and over TCP. Of the conversation {@code peer_account_info}, what was said
 * about rooms is left out.
 */
@DisplayName("A client of before is served with its account as ever")
@Timeout(120)
class AccountTranscriptTest {

  private static final String PASSWORD = "old password";
  private static final String GAME_SERVER_KEY = "a key of game servers";

  /** Names are those of the recorded answers, where there are any. */
  private static final Map<String, List<Map<String, String>>> SEALED =
      Map.ofEntries(
          entry("aes_key_exchange", List.of()),
          entry("register_ok", List.of(registration("unewcomer9"))),
          entry(
              "register_invalid_email",
              Stream.of("none", "a@", "@b.c", "a b")
                  .map(email -> registration("unobody999", "p4ssword", email))
                  .toList()),
          entry("login_ok", List.of(registration("u8u6m2cegt"), logIn("u8u6m2cegt", PASSWORD))),
          entry(
              "login_wrong_password",
              List.of(
                  registration("u9ri4bckmr"),
                  logIn("u9ri4bckmr", "wrong"),
                  logIn("unobody999", "wrong"),
                  logIn("u9ri4bckmr", "Old password"),
                  logIn("unobody999", PASSWORD),
                  logIn("U9RI4BCKMR", PASSWORD))),
          entry("guest_login", List.of(Map.of("guest", ""))),
          entry(
              "logged_in_count",
              List.of(
                  registration("ujue7b9hj3"), logIn("ujue7b9hj3", PASSWORD), Map.of("guest", ""))),
          entry(
              "peer_account_info",
              List.of(registration("uxwx6987uu"), logIn("uxwx6987uu", PASSWORD))),
          entry(
              "email_confirm_flow",
              List.of(registration("uuju9yh3ve"), logIn("uuju9yh3ve", PASSWORD))),
          entry(
              "password_reset_flow",
              List.of(
                  registration("unxmv5uqqa"),
                  logIn("unxmv5uqqa", PASSWORD),
                  logIn("unxmv5uqqa", "once brand new"))));

  private static final Map<String, Integer> PEER_NUMBERS = new ConcurrentHashMap<>();

  @TestFactory
  Stream<DynamicTest> over_web_socket() throws IOException {
    return conversations(server -> MsfClient.connect(server.webSocketAddress()));
  }

  @TestFactory
  Stream<DynamicTest> over_tcp() throws IOException {
    return conversations(RunningServer::open);
  }

  /** Each transport has a server of its own: names can be registered once. */
  private static Stream<DynamicTest> conversations(Function<RunningServer, WireClient> open)
      throws IOException {
    Map<String, List<RecordedLine>> recorded =
        RecordedLine.conversations("/account-transcripts.jsonl");
    assertThat(recorded).containsOnlyKeys(SEALED.keySet());
    AccountServer server = start();
    return recorded.entrySet().stream()
        .map(
            scenario ->
                DynamicTest.dynamicTest(
                    scenario.getKey(),
                    () -> replay(server, open, scenario.getKey(), scenario.getValue())))
        .onClose(server::close);
  }

  private static AccountServer start() {
    return AccountServer.start(
        MsfProfile.with(
            """
            master.access.peer-account = "permission 1"
            master.modules.core.permission-keys = [{ key = "%s", level = 1 }]
            """
                .formatted(GAME_SERVER_KEY)),
        new ScriptedModule(
            "census",
            module ->
                module.subscribe(
                    PeerConnected.class,
                    event ->
                        () ->
                            PEER_NUMBERS.put(
                                event.info().remoteAddress(), event.info().id().value()))));
  }

  private static void replay(
      AccountServer server,
      Function<RunningServer, WireClient> open,
      String scenario,
      List<RecordedLine> conversation) {
    var world =
        new AccountReplay.World(
            () -> open.apply(server.running()),
            AccountTranscriptTest::peerNumber,
            server.mails()::codeFor,
            GAME_SERVER_KEY);
    List<Map<String, String>> sealed = SEALED.get(scenario);
    String email = sealed.isEmpty() ? "" : sealed.getFirst().getOrDefault("email", "");
    try (var replay = new AccountReplay(world, sealed, email)) {
      replay.lead(conversation);
    }
  }

  private static int peerNumber(WireClient client) {
    Await.until("the peer is known", () -> PEER_NUMBERS.containsKey(client.address()));
    return PEER_NUMBERS.get(client.address());
  }

  private static Map<String, String> registration(String username) {
    return registration(username, PASSWORD, username + "@rig.test");
  }

  private static Map<String, String> registration(String username, String password, String email) {
    Map<String, String> fields = new LinkedHashMap<>(logIn(username, password));
    fields.put("email", email);
    return fields;
  }

  private static Map<String, String> logIn(String username, String password) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("username", username);
    fields.put("password", password);
    return fields;
  }
}
