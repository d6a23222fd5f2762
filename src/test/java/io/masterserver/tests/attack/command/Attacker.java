package io.masterserver.tests.attack.command;

import io.masterserver.tests.attack.Attack;
import io.masterserver.tests.attack.Attacks;
import io.masterserver.tests.attack.Target;
import io.masterserver.tests.attack.Traces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The attacker's program: says that it is ready, attacks again and again from the first line that
 * it is told to the second, and says what it has done. Before the attack it keeps its processor
 * busy: what the others are served then and under attack shall differ by the server alone.
 */
public final class Attacker {

  /** 127.0.0.2 and so on: one address is not let in as often as an attacker would like. */
  private static final int SOURCES = 8;

  private static final Duration AFTER_FAILURE = Duration.ofMillis(10);

  private final Attack attack;
  private final Target target;
  private final Traces traces = new Traces();
  private volatile boolean begun;
  private int rounds;
  private int failures;
  private @Nullable String lastFailure;

  private Attacker(Attack attack, Target target) {
    this.attack = attack;
    this.target = target;
  }

  /**
   * Attacks.
   *
   * @param arguments name of the attack, and the ports for TCP and WebSocket
   */
  public static void main(String[] arguments) throws Exception {
    var target = new Target(local(arguments[1]), local(arguments[2]), sources(), true);
    var attacker = new Attacker(Attacks.named(arguments[0]), target);
    var told = new Scanner(System.in, System.getProperty("stdin.encoding", "UTF-8"));
    Thread.ofPlatform().daemon().name("before the attack").start(attacker::takeProcessor);
    System.out.println("ready");
    told.nextLine();
    attacker.begun = true;
    Thread attacking = Thread.ofPlatform().daemon().name("attacker").start(attacker::attack);
    told.nextLine(); // fails, and so ends this program, if the one that has started it is gone
    target.end();
    attacking.join();
    System.out.println(attacker.summary());
  }

  private static InetSocketAddress local(String port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }

  private static List<InetAddress> sources() throws UnknownHostException {
    List<InetAddress> sources = new ArrayList<>();
    for (int i = 0; i < SOURCES; i++) {
      sources.add(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + i)}));
    }
    return sources;
  }

  private void takeProcessor() {
    while (!begun) {
      Thread.onSpinWait();
    }
  }

  private void attack() {
    while (!target.isOver()) {
      try {
        attack.attack(target, traces);
        rounds++;
      } catch (IOException e) {
        if (!target.isOver()) {
          failures++;
          lastFailure = e.toString();
          LockSupport.parkNanos(AFTER_FAILURE.toNanos());
        }
      }
    }
  }

  private String summary() {
    return "%,d connections, %,d whole rounds%s"
        .formatted(
            target.opened(),
            rounds,
            failures == 0
                ? ""
                : ", %,d refused or cut off, the last: %s".formatted(failures, oneLine()));
  }

  private String oneLine() {
    return String.valueOf(lastFailure).replaceAll("\\s+", " ");
  }
}
