package io.masterserver.bench.soak.client;

import io.masterserver.bench.soak.line.Door;
import io.masterserver.bench.soak.line.Line;
import io.masterserver.core.packet.auth.AuthOperations;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

/**
 * The accounts that clients log in with. Each is used by one client at a time; how many there are
 * is fixed, so that the database stays as it is. Threads: any.
 */
public final class Accounts {

  private final ConcurrentLinkedQueue<Account> free = new ConcurrentLinkedQueue<>();

  /**
   * Registers {@code count} accounts.
   *
   * @throws IOException if the server does not answer
   */
  public static Accounts register(Door door, int count, RandomGenerator random) throws IOException {
    var accounts = new Accounts();
    for (int number = 0; number < count; number++) {
      var account = new Account(number);
      try (Line line = Line.open(door, Source.any(random))) {
        line.greet();
        var visit = new Visit(line, random, accounts, new Pause());
        visit.success(AuthOperations.REGISTER, account.registration());
        AccountSteps.logInWithPassword(visit, account);
      }
      accounts.giveBack(account);
    }
    return accounts;
  }

  /** Takes one, if there is one. */
  Optional<Account> take() {
    return Optional.ofNullable(free.poll());
  }

  void giveBack(Account account) {
    free.add(account);
  }
}
