package io.masterserver.tests.chaos;

import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.LogInResult;
import io.masterserver.core.packet.auth.PasswordLogIn;
import io.masterserver.tests.chaos.client.Clients;
import io.masterserver.tests.chaos.stage.Node;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/**
 * What two clients saw that logged in to one account at the same time, each on a node of its own.
 *
 * @param overlapped whether both were on their way at some moment
 */
record LogInPair(LogInSide first, LogInSide second, boolean overlapped) {

  static final String PASSWORD = "correct horse battery";

  /** How long the sessions may take to be as the policy says, once both are answered. */
  private static final Duration SETTLE_AT_MOST = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

  /** What the server does with the second log-in. */
  enum Policy {
    KICK_OLD,
    REFUSE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static LogInPair play(List<Node> nodes, String account) {
    try (var one = new LogInClient(nodes.getFirst());
        var other = new LogInClient(nodes.getLast())) {
      var password = new PasswordLogIn(account, PASSWORD, false);
      CompletionStage<Response<LogInResult>> first = one.logIn(password);
      CompletionStage<Response<LogInResult>> second = other.logIn(password);
      Response<LogInResult> firstAnswer = Clients.await(first);
      Response<LogInResult> secondAnswer = Clients.await(second);
      boolean overlapped = one.answeredNanos() > other.sentNanos();
      settle(one, other);
      var pair = new LogInPair(one.seen(firstAnswer), other.seen(secondAnswer), overlapped);
      one.logOut();
      other.logOut();
      return pair;
    }
  }

  /** Waits until no more than one is logged in, or long enough. */
  private static void settle(LogInClient one, LogInClient other) {
    long deadline = System.nanoTime() + SETTLE_AT_MOST.toNanos();
    while (one.isLoggedIn() && other.isLoggedIn() && System.nanoTime() < deadline) {
      Pause.of(BETWEEN_LOOKS);
    }
  }

  /** How many sessions there were in the end. */
  int sessions() {
    return (first.loggedIn() ? 1 : 0) + (second.loggedIn() ? 1 : 0);
  }

  /** How many were told that they are logged in. */
  int successes() {
    return (first.answer().isSuccess() ? 1 : 0) + (second.answer().isSuccess() ? 1 : 0);
  }
}
