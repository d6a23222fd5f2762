package io.masterserver.bench.soak;

import io.masterserver.bench.load.LoadFailure;
import io.masterserver.bench.process.ServerFailure;
import io.masterserver.bench.process.ServerKind;
import io.masterserver.bench.process.ServerProcess;
import io.masterserver.bench.soak.client.Accounts;
import io.masterserver.bench.soak.client.Crowd;
import io.masterserver.bench.soak.client.Scene;
import io.masterserver.bench.soak.client.Tally;
import io.masterserver.bench.soak.line.Door;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Lets clients come and go for a while, and compares the server without clients.
 *
 * <p>Exit code 0: nothing was left behind. 1: something was, or the server gave a wrong answer or
 * could not be started. 2: wrong options.
 */
public final class Soak {

  private static final int ROUNDS = 10;

  /**
   * The sample after them is what the last one is compared with: caches and pools are full then.
   */
  private static final int WARM_UP_ROUNDS = 3;

  private static final int ACCOUNTS = 100;
  private static final int HEAP_MEGABYTES = 512;

  private final SoakOptions options;
  private final PrintStream out;
  private final Tally tally = new Tally();

  private Soak(SoakOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  public static void main(String[] arguments) {
    System.exit(commandLine(new SoakOptions()).execute(arguments));
  }

  static CommandLine commandLine(SoakOptions options) {
    return new CommandLine(options).setExecutionStrategy(parsed -> execute(parsed, options));
  }

  private static int execute(ParseResult parsed, SoakOptions options) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    return helped != null ? helped : new Soak(options, System.out).run();
  }

  private int run() {
    out.printf(
        "%d clients for %d minutes, a sample every %d s; --seed %d%n",
        options.clients(), options.time().toMinutes(), round().toSeconds(), options.seed());
    try (ServerProcess server =
        ServerProcess.start(
            ServerKind.MASTER,
            options.serverSettings().with(SoakedServer.options(options.serverSettings().output())),
            HEAP_MEGABYTES)) {
      List<Sample> samples = soak(server);
      Verdict verdict = report(samples, LogForms.in(server.log()));
      out.println(verdict.line());
      return verdict.passed() ? 0 : 1;
    } catch (LoadFailure | ServerFailure | IOException failure) {
      out.println("soak: FAILED: " + failure.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      out.println("soak: FAILED: interrupted");
      return 1;
    }
  }

  private Duration round() {
    return options.time().dividedBy(ROUNDS);
  }

  private List<Sample> soak(ServerProcess server) throws IOException, InterruptedException {
    var sampler = new Sampler(server);
    List<Door> doors = SoakedServer.doors(server.log());
    out.println("doors: " + doors.stream().map(Door::name).collect(Collectors.joining(", ")));
    var accounts =
        Accounts.register(doors.getFirst(), ACCOUNTS, new SplittableRandom(options.seed()));
    var scene = new Scene(doors, accounts, tally, options.seed());
    List<Sample> samples = new ArrayList<>();
    boolean hopeless = false;
    for (int round = 1; round <= ROUNDS && !hopeless; round++) {
      Crowd crowd = Crowd.start(scene, options.clients(), round);
      hopeless = tally.awaitTooManyWrong(round());
      crowd.leave();
      Sample sample = sampler.take();
      samples.add(sample);
      out.println(sample.summary() + (round <= WARM_UP_ROUNDS ? " (warm-up)" : ""));
    }
    return samples;
  }

  private Verdict report(List<Sample> samples, LogForms log) {
    Sample first = samples.get(Math.min(WARM_UP_ROUNDS, samples.size()) - 1);
    Sample last = samples.getLast();
    tally.done().forEach((what, count) -> out.printf("%,10d %s%n", count, what));
    log.expected().forEach((form, count) -> out.printf("%,10d %s%n", count, form));
    log.unexpected().forEach((form, count) -> out.printf("%,10d UNEXPECTED %s%n", count, form));
    tally.wrong().forEach(wrong -> out.println("UNEXPECTED " + wrong));
    Difference.between(first, last).forEach(out::println);
    Verdict verdict = Verdict.of(first, last, tally, log);
    verdict.checks().forEach(check -> out.println(check.line()));
    return verdict;
  }
}
