package io.masterserver.tests.chaos;

import io.masterserver.tests.chaos.LogInPair.Policy;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.Place;
import io.masterserver.tests.chaos.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two clients on two nodes log in to one account at the same time, again and again. */
final class SimultaneousLogIns implements Scenario {

  /** After so many wrong pairs of one lane nothing new is to be learnt, and each takes seconds. */
  private static final int ENOUGH = 10;

  private final List<Policy> policies;

  /**
   * @param policies one after the other, each with nodes of its own
   */
  SimultaneousLogIns(Policy... policies) {
    this.policies = List.of(policies);
  }

  @Override
  public String name() {
    return "simultaneous-log-ins";
  }

  @Override
  public String sentence() {
    return "two clients on two nodes log in to one account at once, under kick-old and refuse";
  }

  @Override
  public Sizes sizes() {
    return Sizes.of("pairs", 5000).and("lanes", 4);
  }

  @Override
  public Verdict play(Stage stage, Sizes sizes) {
    stage.postgres();
    List<String> violations = new ArrayList<>();
    List<String> figures = new ArrayList<>();
    for (Policy policy : policies) {
      List<Node> nodes =
          stage.nodes(Stage.PATIENT + settings(policy), List.of(Place.here(), Place.here()));
      stage.start(nodes);
      var check = new LogInCheck(policy, pairs(nodes, sizes.get("pairs"), sizes.get("lanes")));
      violations.addAll(check.violations());
      figures.add(check.figures());
      nodes.forEach(Node::kill);
    }
    return new Verdict(name(), violations, String.join("; ", figures));
  }

  private static String settings(Policy policy) {
    return """
    master.auth {
      sessions { duplicate-log-in = %s, kick-cooldown = 0 s }
      limits { registrations-per-hour = 1000000, failures-per-address = 10000 }
      password-hash { memory = 7 MiB, iterations = 5, wait-at-most = 1 minute }
      answer-within = 1 minute
    }
    """
        .formatted(policy);
  }

  /** Plays all pairs; each lane has an account of its own. */
  private static List<LogInPair> pairs(List<Node> nodes, int pairs, int lanes) {
    List<LogInPair> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<LogInPair>>> playing = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        String account = "lane" + lane;
        int share = pairs / lanes + (lane < pairs % lanes ? 1 : 0);
        playing.add(threads.submit(() -> lane(nodes, account, share)));
      }
      for (Future<List<LogInPair>> lane : playing) {
        all.addAll(lane.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a lane has failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static List<LogInPair> lane(List<Node> nodes, String account, int pairs) {
    try (var client = new LogInClient(nodes.getFirst())) {
      client.register(account);
    }
    List<LogInPair> played = new ArrayList<>();
    int wrong = 0;
    for (int i = 0; i < pairs && wrong < ENOUGH; i++) {
      LogInPair pair = LogInPair.play(nodes, account);
      played.add(pair);
      wrong += pair.sessions() == 1 ? 0 : 1;
    }
    return played;
  }
}
