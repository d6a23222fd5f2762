package io.masterserver.tests.chaos;

import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.LogInResult;
import io.masterserver.core.packet.auth.PasswordLogIn;
import io.masterserver.tests.chaos.client.Clients;
import io.masterserver.tests.chaos.stage.Node;
import java.util.ArrayList;
import java.util.List;

/** Pairs that log in to one account each: one before a node is cut off, one elsewhere meanwhile. */
final class Rivals implements AutoCloseable {

  static final String SETTINGS =
      """
      master.auth {
        sessions { duplicate-log-in = kick-old, kick-cooldown = 0 s }
        limits { registrations-per-hour = 1000000, failures-per-address = 10000 }
        password-hash { memory = 7 MiB, iterations = 5, wait-at-most = 1 minute }
        answer-within = 1 minute
      }
      """;

  private final List<LogInClient> first = new ArrayList<>();
  private final List<LogInClient> second = new ArrayList<>();

  private Rivals() {}

  /** Logs the first of each pair in. */
  static Rivals logIn(int pairs, Node node) {
    var rivals = new Rivals();
    for (int i = 0; i < pairs; i++) {
      var client = new LogInClient(node);
      rivals.first.add(client);
      client.register(account(i));
      Clients.await(client.logIn(password(i))).value();
    }
    return rivals;
  }

  /** Logs the second of each pair in, and returns how many could. */
  int logInElsewhere(Node node) {
    int logged = 0;
    for (int i = 0; i < first.size(); i++) {
      var client = new LogInClient(node);
      second.add(client);
      Response<LogInResult> answer = Clients.await(client.logIn(password(i)));
      logged += answer.isSuccess() ? 1 : 0;
    }
    return logged;
  }

  /** No account has two live sessions. */
  void check(Violations violations) {
    for (int i = 0; i < first.size(); i++) {
      violations.unless(
          !(first.get(i).isLoggedIn() && second.get(i).isLoggedIn()),
          "an account has two sessions",
          account(i));
    }
  }

  private static String account(int number) {
    return "rival" + number;
  }

  private static PasswordLogIn password(int number) {
    return new PasswordLogIn(account(number), LogInPair.PASSWORD, false);
  }

  @Override
  public void close() {
    first.forEach(LogInClient::close);
    second.forEach(LogInClient::close);
  }
}
