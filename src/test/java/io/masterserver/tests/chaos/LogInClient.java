package io.masterserver.tests.chaos;

import io.masterserver.core.client.ConnectionListener;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.LogInResult;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.packet.auth.PasswordLogIn;
import io.masterserver.tests.chaos.client.Clients;
import io.masterserver.tests.chaos.stage.Node;
import java.util.concurrent.CompletionStage;

/** One of two clients that log in at the same time. */
final class LogInClient implements AutoCloseable {

  private final MasterClient client;
  private volatile String told = "";
  private volatile long sentNanos;
  private volatile long answeredNanos;

  LogInClient(Node node) {
    client = Clients.connect(node);
    client.addListener(
        new ConnectionListener() {
          @Override
          public void disconnected(String reason) {
            told = reason;
          }
        });
  }

  void register(String account) {
    var registration = new NewAccount(account, LogInPair.PASSWORD, account + "@player.example");
    Clients.await(client.request(AuthOperations.REGISTER, registration)).value();
  }

  CompletionStage<Response<LogInResult>> logIn(PasswordLogIn password) {
    sentNanos = System.nanoTime();
    return client
        .request(AuthOperations.LOG_IN, password)
        .whenComplete((answer, failure) -> answeredNanos = System.nanoTime());
  }

  long sentNanos() {
    return sentNanos;
  }

  long answeredNanos() {
    return answeredNanos;
  }

  boolean isLoggedIn() {
    return Clients.await(client.request(AuthOperations.MY_ACCOUNT, Empty.EMPTY)).isSuccess();
  }

  LogInSide seen(Response<LogInResult> answer) {
    return new LogInSide(answer, isLoggedIn(), told);
  }

  /** So that the next pair finds nobody logged in. */
  void logOut() {
    if (client.isConnected()) {
      Clients.await(client.request(AuthOperations.LOG_OUT, Empty.EMPTY));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
