package io.masterserver.tests.conversation;

import static io.masterserver.core.packet.Empty.EMPTY;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.LogInResult;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.packet.auth.PasswordLogIn;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Clients that log in to one account at once")
@Timeout(120)
class SimultaneousLogInsTest {

  private static final int CLIENTS = 12;
  private static final String PASSWORD = "correct horse battery";

  private final List<MasterClient> clients = new ArrayList<>();
  private RunningServer server;

  @AfterEach
  void stop() {
    clients.forEach(MasterClient::close);
    server.close();
  }

  @ParameterizedTest(name = "are {1} in the end where the policy is {0}")
  @CsvSource({"kick-old, 1", "refuse, 1", "allow, 12"})
  void are_as_many_as_the_policy_says(String policy, int expected) {
    server =
        RunningServer.startWithAccounts(
            """
            master.auth.sessions.duplicate-log-in = %s
            master.auth.limits.failures-per-account = 100 # as many may be tried at once
            master.auth.password-hash.wait-at-most = 1 minute # also on a busy machine
            master.auth.answer-within = 1 minute
            """
                .formatted(policy));
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(server.connect());
    }
    var anna = new NewAccount("anna", PASSWORD, "anna@example.org");
    assertThat(Await.result(clients.getFirst().request(AuthOperations.REGISTER, anna)).isSuccess())
        .isTrue();

    List<CompletionStage<Response<LogInResult>>> logIns =
        clients.stream()
            .map(
                client ->
                    client.request(
                        AuthOperations.LOG_IN, new PasswordLogIn("anna", PASSWORD, false)))
            .toList();
    logIns.forEach(Await::result);

    assertThat(sessions()).isEqualTo(expected);
  }

  private long sessions() {
    return clients.stream()
        .filter(
            client -> Await.result(client.request(AuthOperations.MY_ACCOUNT, EMPTY)).isSuccess())
        .count();
  }
}
