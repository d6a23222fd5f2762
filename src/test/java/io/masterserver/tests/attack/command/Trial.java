package io.masterserver.tests.attack.command;

import io.masterserver.bench.process.Measurement;
import io.masterserver.bench.process.ServerProcess;
import io.masterserver.tests.attack.Attack;
import io.masterserver.tests.attack.Bystanders;
import io.masterserver.tests.attack.Bystanders.Service;
import io.masterserver.tests.attack.Complaint;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One attack on a server that others use: before, meanwhile and after. */
final class Trial {

  /** Longer than the server's own time-outs let anything last. */
  private static final Duration SETTLE_AT_MOST = Duration.ofSeconds(60);

  private static final int SHORTEST_REHEARSAL = 2;
  private static final int LONGEST_REHEARSAL = 6;

  /** What compilers take when they have done nearly all: one in so many parts of a processor. */
  private static final int COMPILERS_REST = 10;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final AttackedServer server;
  private final ServerProcess process;
  private final Attack attack;
  private final Duration phase;

  /**
   * @param phase how long the others are watched, quiet and under attack each
   */
  Trial(AttackedServer server, Attack attack, Duration phase) {
    this.server = server;
    this.process = server.process();
    this.attack = attack;
    this.phase = phase;
  }

  /**
   * Makes the attack without a look at what it does, until the compilers have little left to do: a
   * server that has run for a while has compiled what it needs for those that come and go.
   */
  void rehearse() throws IOException {
    try (Bystanders bystanders = server.bystanders();
        AttackerProcess attacker = AttackerProcess.start(attack, server)) {
      Holding before = Holding.of(process);
      attacker.begin();
      boolean compiled = false;
      for (int i = 1; i <= SHORTEST_REHEARSAL || (i <= LONGEST_REHEARSAL && !compiled); i++) {
        Duration soFar = process.compilerTime();
        bystanders.serveFor(phase);
        Duration taken = process.compilerTime().minus(soFar);
        compiled = taken.multipliedBy(COMPILERS_REST).compareTo(phase) < 0;
      }
      attacker.end();
      settled(before);
    }
  }

  Finding run() throws IOException {
    try (Bystanders bystanders = server.bystanders();
        AttackerProcess attacker = AttackerProcess.start(attack, server)) {
      Holding before = Holding.of(process);
      ServerLog log = server.log();
      Phase quiet = watch(bystanders);
      attacker.begin();
      Phase attacked = watch(bystanders);
      String told = attacker.end();
      Holding after = settled(before);
      return new Finding(
          attack.name(),
          quiet,
          attacked,
          before,
          after,
          Complaint.unexpected(server.log().since(log), attack.complaints()),
          told);
    }
  }

  /**
   * What the others got for some time.
   *
   * @param othersPercent what programs took that have no part in it, of one processor
   */
  record Phase(Service service, double othersPercent) {}

  private Phase watch(Bystanders bystanders) {
    System.gc(); // now rather than meanwhile: a pause of this process would count as the server's
    Measurement machine = process.measure(attack.name());
    Service service = bystanders.serveFor(phase);
    return new Phase(service, machine.end().othersPercent());
  }

  /** Waits until the server has let go of the attacker, or long enough; returns what is there. */
  private Holding settled(Holding before) {
    long deadline = System.nanoTime() + SETTLE_AT_MOST.toNanos();
    while (Holding.files(process) > before.files() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    Holding after = Holding.of(process);
    while (!after.isBackTo(before) && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      after = Holding.of(process);
    }
    return after;
  }
}
