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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One of two clients that log in at the same time. */
final class LogInClient implements AutoCloseable {

  private static final Duration TOLD_WITHIN = Duration.ofSeconds(5);

  private final MasterClient client;
  private final CompletableFuture<String> told = new CompletableFuture<>();
  private volatile long sentNanos;
  private volatile long answeredNanos;

  LogInClient(Node node) {
    client = Clients.connect(node);
    client.addListener(
        new ConnectionListener() {
          @Override
          public void disconnected(String reason) {
            told.complete(reason);
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
    return new LogInSide(answer, isLoggedIn(), told());
  }

  /** Requests fail as soon as the connection has ended, before listeners are told why. */
  private String told() {
    if (client.isConnected()) {
      return "";
    }
    try {
      return told.get(TOLD_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return "";
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("not told", e);
    }
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
