package io.masterserver.tests.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.client.ReconnectPolicy;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.LogInResult;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.packet.auth.PasswordLogIn;
import io.masterserver.core.packet.auth.TokenLogIn;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ServerProcess;
import java.net.InetSocketAddress;

/** A player's client. Everybody has the same password here. */
record AccountClient(MasterClient connection) implements AutoCloseable {

  static final String PASSWORD = "correct horse";

  static AccountClient connect(RunningServer server) {
    return connect(server.address());
  }

  /** Connects when the program is ready. */
  static AccountClient connect(ServerProcess server) {
    return connect(server.awaitAddress());
  }

  private static AccountClient connect(InetSocketAddress address) {
    MasterClient client =
        MasterClient.builder()
            .address(address.getHostString(), address.getPort())
            .reconnect(ReconnectPolicy.NEVER)
            .build();
    Await.result(client.connect());
    return new AccountClient(client);
  }

  Response<Empty> tryRegister(String username) {
    return ask(
        AuthOperations.REGISTER, new NewAccount(username, PASSWORD, username + "@player.example"));
  }

  Response<LogInResult> tryLogIn(String username) {
    return tryLogIn(username, PASSWORD);
  }

  Response<LogInResult> tryLogIn(String username, String password) {
    return ask(AuthOperations.LOG_IN, new PasswordLogIn(username, password, false));
  }

  void register(String username) {
    assertThat(tryRegister(username)).isEqualTo(Response.success(Empty.EMPTY));
  }

  void logIn(String username) {
    assertThat(tryLogIn(username).status()).isEqualTo(Status.SUCCESS);
  }

  /** Logs in and returns a token for the next time. */
  String logInRemembered(String username) {
    return ask(AuthOperations.LOG_IN, new PasswordLogIn(username, PASSWORD, true)).value().token();
  }

  /** Returns who is logged in by a token. */
  String logInWithToken(String token) {
    return ask(AuthOperations.LOG_IN_WITH_TOKEN, new TokenLogIn(token))
        .value()
        .account()
        .username();
  }

  <Q, A> Response<A> ask(Request<Q, A> operation, Q packet) {
    return Await.result(connection.request(operation, packet));
  }

  @Override
  public void close() {
    connection.close();
  }
}
