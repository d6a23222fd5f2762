package io.masterserver.tests.speed;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Empty;
import io.masterserver.tests.chaos.client.Clients;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.StageFailure;
import io.masterserver.tests.speed.module.SpeedOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Clients with sessions, each with its id. Threads: one. */
final class Players implements AutoCloseable {

  private static final int CONNECT_AT_ONCE = 50;

  /**
   * One client.
   *
   * @param id of its peer
   */
  record Player(MasterClient client, int id) {}

  private final List<Player> all;
  private final Duration took;

  private Players(List<Player> all, Duration took) {
    this.all = all;
    this.took = took;
  }

  /**
   * Connects {@code count} clients.
   *
   * @param nodes of the client with that number: the first is where it connects, the others are
   *     where else it may go
   */
  static Players connect(int count, IntFunction<List<Node>> nodes) {
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECT_AT_ONCE)) {
      List<Future<Player>> connecting = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        List<Node> some = nodes.apply(i);
        connecting.add(threads.submit(() -> connect(some)));
      }
      List<Player> players = new ArrayList<>();
      for (Future<Player> one : connecting) {
        players.add(one.get());
      }
      return new Players(players, Duration.ofNanos(System.nanoTime() - began));
    } catch (ExecutionException e) {
      throw new StageFailure("a client cannot connect: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageFailure("interrupted", e);
    }
  }

  private static Player connect(List<Node> nodes) {
    var builder = MasterClient.builder().connectTimeout(Duration.ofSeconds(20));
    nodes.forEach(
        node -> builder.address(node.address().getHostString(), node.address().getPort()));
    MasterClient client = builder.build();
    Clients.await(client.connect());
    return new Player(
        client, Clients.await(client.request(SpeedOperations.WHO, Empty.EMPTY)).value());
  }

  List<Player> all() {
    return all;
  }

  List<Integer> ids() {
    return all.stream().map(Player::id).toList();
  }

  int count() {
    return all.size();
  }

  /** How long it took to connect them all. */
  Duration took() {
    return took;
  }

  @Override
  public void close() {
    all.forEach(player -> player.client().close());
  }
}
