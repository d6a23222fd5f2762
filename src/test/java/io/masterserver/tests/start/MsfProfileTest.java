package io.masterserver.tests.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.fixture.MsfClient;
import io.masterserver.tests.fixture.MsfProfile;
import io.masterserver.tests.fixture.MsfSecurity;
import io.masterserver.tests.fixture.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The profile for clients of the ancestor")
@Timeout(60)
class MsfProfileTest {

  private static final int AES_KEY = 32001;
  private static final int PERMISSION_LEVEL = 32002;
  private static final int LOG_IN = 32024;
  private static final int PEER_ACCOUNT = 32031;
  private static final int UNKNOWN = 12345;

  /** What chapter 7 of the guide shows. */
  private static final Path SHOWN =
      MsfProfile.FILE.resolveSibling("docs/guide/old-clients/application.conf");

  private static final String GAME_SERVER_KEY = "key of the game servers";

  @TempDir Path folder;
  private Path config;

  @BeforeEach
  void writeConfiguration() throws IOException {
    config = Files.copy(SHOWN, folder.resolve("application.conf"));
  }

  @Test
  void can_be_included_and_is_looked_for_beside_the_file_that_includes_it() throws IOException {
    Files.copy(MsfProfile.FILE, folder.resolve("msf.conf"));
    try (var server = start();
        var client = MsfClient.connect(server.awaitWebSocketAddress())) {
      assertThat(guestLogIn(client)).isEqualTo(Status.SUCCESS);
      assertThat(textForUnknown(client)).isEqualTo("Internal Server Error");
    }
  }

  @Test
  void leaves_to_keys_what_game_servers_may_do() throws IOException {
    Files.copy(MsfProfile.FILE, folder.resolve("msf.conf"));
    try (var server = start();
        var gameServer = MsfClient.connect(server.awaitWebSocketAddress())) {
      Bytes nobody = Bytes.ofHex("7fffffff");
      assertThat(gameServer.ask(PEER_ACCOUNT, nobody, 1).status()).isEqualTo(Status.UNAUTHORIZED);

      gameServer.ask(PERMISSION_LEVEL, Bytes.ofUtf8(GAME_SERVER_KEY), 2);

      assertThat(gameServer.ask(PEER_ACCOUNT, nobody, 3).status()).isEqualTo(Status.FAILED);
    }
  }

  @Test
  void is_enough_by_itself() {
    try (var server = ServerProcess.start("--port", "0", "--config", MsfProfile.FILE.toString());
        var client = MsfClient.connect(server.awaitWebSocketAddress())) {
      assertThat(guestLogIn(client)).isEqualTo(Status.SUCCESS);
    }
  }

  @Test
  void is_missed_when_it_is_not_there() {
    try (var server = start()) {
      assertThat(server.awaitFailure()).contains("msf.conf");
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"ann", "José", "日本語", "a:b!", "\ud83d\ude00"})
  void takes_names_of_characters_that_show(String name) {
    assertThat(name).matches(usernames());
  }

  @ParameterizedTest(name = "U+{0}")
  @ValueSource(strings = {"0020", "00a0", "3000", "2028", "200b", "202e", "0007", "e000"})
  void takes_no_names_with_spaces_or_what_does_not_show(String character) {
    assertThat("a" + Character.toString(Integer.parseInt(character, 16)) + "b")
        .doesNotMatch(usernames());
  }

  private static Pattern usernames() {
    return Pattern.compile(
        ConfigFactory.parseFile(MsfProfile.FILE.toFile())
            .getString("master.auth.username.pattern"));
  }

  private ServerProcess start() {
    return ServerProcess.start(
        Map.of("MASTER_WEBSOCKET_HOST", "127.0.0.1", "MASTER_GAME_SERVER_KEY", GAME_SERVER_KEY),
        List.of("--port", "0", "--config", config.toString()));
  }

  private static Status guestLogIn(MsfClient client) {
    var security = new MsfSecurity();
    security.agree(client.ask(AES_KEY, Bytes.ofUtf8(security.publicKey()), 1).data());
    return client.ask(LOG_IN, security.seal(Map.of("guest", "")), 2).status();
  }

  private static String textForUnknown(MsfClient client) {
    Message answer = client.ask(UNKNOWN, Bytes.EMPTY, 3);
    assertThat(answer.status()).isEqualTo(Status.NOT_HANDLED);
    return answer.data().utf8();
  }
}
