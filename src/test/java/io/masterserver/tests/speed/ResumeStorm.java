package io.masterserver.tests.speed;

import io.masterserver.core.client.ConnectionListener;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Response;
import io.masterserver.tests.chaos.client.Clients;
import io.masterserver.tests.chaos.client.Latencies;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.StageFailure;
import io.masterserver.tests.speed.module.SpeedOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** All clients of a node lose it at once, and go on at the others. */
final class ResumeStorm {

  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Lengths lengths;
  private final Queue<Long> resumed = new ConcurrentLinkedQueue<>();
  private final AtomicInteger lost = new AtomicInteger();

  ResumeStorm(Lengths lengths) {
    this.lengths = lengths;
  }

  /** Kills the last node. */
  void measure(List<Node> nodes, Figures figures) {
    Node dying = nodes.getLast();
    List<Node> others = nodes.subList(0, nodes.size() - 1);
    try (Players players =
        Players.connect(lengths.players(), i -> startingWith(dying, others, i))) {
      players.all().forEach(player -> player.client().addListener(new Noting()));
      expectCount(players, 1);
      ProcessorTime measurement = ProcessorTime.of(others);
      long killed = System.nanoTime();
      dying.kill();
      awaitAll(players.count());
      ProcessorTime.Used used = measurement.end();
      List<Long> gaps = resumed.stream().map(at -> at - killed).toList();
      if (lost.get() == 0) {
        expectCount(players, 2);
      }
      Latencies away = Latencies.ofNanos(gaps);
      figures.add(
          "kill -9 of a node with %,d clients, until all have resumed".formatted(players.count()),
          "%,.0f ms",
          away.maxMillis(),
          "p50 %,.0f ms, p99 %,.0f ms; %d lost; processor time of the others %,.0f µs each, %.0f %% busy"
              .formatted(
                  away.millis(50),
                  away.millis(99),
                  lost.get(),
                  used.microsPer(players.count()),
                  used.percent()));
    }
  }

  private static List<Node> startingWith(Node first, List<Node> others, int number) {
    List<Node> order = new ArrayList<>(List.of(first));
    for (int i = 0; i < others.size(); i++) {
      order.add(others.get((number + i) % others.size()));
    }
    return order;
  }

  private void awaitAll(int count) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (resumed.size() + lost.get() < count) {
      if (System.nanoTime() > deadline) {
        throw new StageFailure(
            "%,d of %,d clients have resumed, %,d have lost their session"
                .formatted(resumed.size(), count, lost.get()));
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  /** Asks all for what they have counted, which is as much as was saved and one more. */
  private static void expectCount(Players players, int expected) {
    List<CompletionStage<Response<Integer>>> answers =
        players.all().stream()
            .map(player -> player.client().request(SpeedOperations.COUNT, Empty.EMPTY))
            .toList();
    for (CompletionStage<Response<Integer>> answer : answers) {
      Response<Integer> counted = Clients.await(answer);
      if (!counted.isSuccess() || counted.value() != expected) {
        throw new StageFailure("%s (expected: a count of %d)".formatted(counted, expected));
      }
    }
  }

  private final class Noting implements ConnectionListener {

    @Override
    public void resumed() {
      resumed.add(System.nanoTime());
    }

    @Override
    public void disconnected(String reason) {
      lost.incrementAndGet();
    }
  }
}
