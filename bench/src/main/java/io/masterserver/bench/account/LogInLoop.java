package io.masterserver.bench.account;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Players that log in as often as the server lets them, each in a thread of its own. */
public final class LogInLoop implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Player> players;
  private final Predicate<Player> logIn;
  private final LongAdder count = new LongAdder();
  private List<CompletableFuture<Void>> running = List.of();
  private volatile boolean stopping;

  private LogInLoop(InetSocketAddress server, int players, Predicate<Player> logIn) {
    this.players = IntStream.range(0, players).mapToObj(i -> new Player(server, i)).toList();
    this.logIn = logIn;
    this.players.forEach(Player::register);
  }

  /** Registers players that log in with their passwords, and out again, on one connection. */
  public static LogInLoop withPasswords(InetSocketAddress server, int players) {
    return new LogInLoop(server, players, Player::logInWithPassword);
  }

  /** Registers players that connect and log in with a token, and do so anew. */
  public static LogInLoop withTokens(InetSocketAddress server, int players) {
    var loop = new LogInLoop(server, players, Player::logInWithToken);
    loop.players.forEach(Player::remember);
    return loop;
  }

  public void start() {
    running =
        players.stream()
            .map(player -> CompletableFuture.runAsync(() -> repeat(player), threads))
            .toList();
  }

  private void repeat(Player player) {
    while (!stopping) {
      if (logIn.test(player)) {
        count.increment();
      }
    }
  }

  /** How many log-ins have succeeded so far. */
  public long count() {
    return count.sum();
  }

  /**
   * Lets every player finish the log-in it is at.
   *
   * @throws io.masterserver.bench.load.LoadFailure if one was refused
   */
  public void stop() {
    stopping = true;
    running.forEach(LogInLoop::await);
  }

  private static void await(CompletableFuture<Void> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException why ? why : e;
    }
  }

  @Override
  public void close() {
    stopping = true;
    players.forEach(Player::close);
    threads.shutdownNow();
  }
}
