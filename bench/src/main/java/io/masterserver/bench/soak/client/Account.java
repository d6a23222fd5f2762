package io.masterserver.bench.soak.client;

import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.packet.auth.PasswordLogIn;

/** A registered account. Threads: the one that has taken it from {@link Accounts}. */
final class Account {

  private static final String PASSWORD = "correct horse battery";

  private final String username;
  private String token = "";

  Account(int number) {
    this.username = "player" + number;
  }

  String username() {
    return username;
  }

  NewAccount registration() {
    return new NewAccount(username, PASSWORD, username + "@example.org");
  }

  PasswordLogIn passwordLogIn() {
    return new PasswordLogIn(username, PASSWORD, true);
  }

  /** For the next log-in; empty if it has to be one with the password. */
  String token() {
    return token;
  }

  void remember(String nextToken) {
    token = nextToken;
  }
}
