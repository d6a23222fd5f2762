package io.masterserver.bench.account;

import io.masterserver.bench.load.LoadFailure;
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
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One account, and the one client that uses it. Threads: one at a time. */
final class Player implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String BUSY = "The server is busy";
  private static final String PASSWORD = "correct horse battery";

  private final InetSocketAddress server;
  private final String username;
  private MasterClient client;
  private String token = "";

  Player(InetSocketAddress server, int number) {
    this.server = server;
    this.username = "player" + number;
    this.client = connected(server);
  }

  private static MasterClient connected(InetSocketAddress server) {
    MasterClient client =
        MasterClient.builder()
            .address(server.getHostString(), server.getPort())
            .requestTimeout(PATIENCE)
            .reconnect(ReconnectPolicy.NEVER)
            .build();
    result(client.connect(), "connect");
    return client;
  }

  void register() {
    ask(AuthOperations.REGISTER, new NewAccount(username, PASSWORD, username + "@example.org"));
  }

  /** Logs in with the password, and out again; false if the server was too busy for it. */
  boolean logInWithPassword() {
    var logIn = new PasswordLogIn(username, PASSWORD, false);
    Response<LogInResult> response =
        result(client.request(AuthOperations.LOG_IN, logIn), AuthOperations.LOG_IN.name());
    if (response.text().startsWith(BUSY)) {
      return false;
    }
    requireSuccess(AuthOperations.LOG_IN, response);
    ask(AuthOperations.LOG_OUT, Empty.EMPTY);
    return true;
  }

  /** Gets the first token. */
  void remember() {
    token = ask(AuthOperations.LOG_IN, new PasswordLogIn(username, PASSWORD, true)).token();
  }

  /** Connects anew and logs in with the token, as a client does that was started again. */
  boolean logInWithToken() {
    client.close();
    client = connected(server);
    token = ask(AuthOperations.LOG_IN_WITH_TOKEN, new TokenLogIn(token)).token();
    return true;
  }

  private <Q, A> A ask(Request<Q, A> request, Q packet) {
    Response<A> response = result(client.request(request, packet), request.name());
    requireSuccess(request, response);
    return response.value();
  }

  private void requireSuccess(Request<?, ?> request, Response<?> response) {
    if (!response.isSuccess()) {
      throw new LoadFailure(
          "%s of %s: %s %s (expected: success)"
              .formatted(request.name(), username, response.status(), response.text()));
    }
  }

  private static <T> T result(CompletionStage<T> stage, String what) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new LoadFailure("%s: %s".formatted(what, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadFailure(what + ": interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
