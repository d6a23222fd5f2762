package io.masterserver.bench.soak;

import io.masterserver.bench.process.ServerProcess;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Looks at a server that has no clients any more, when it has noticed. */
final class Sampler {

  /** Longer than the server's own time-outs let anything last. */
  private static final Duration SETTLE_AT_MOST = Duration.ofSeconds(90);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** That in which peers are made; for a short time there is the next one already. */
  private static final int SHARDS_IN_USE = 1;

  private final ServerProcess server;
  private final long start = System.nanoTime();
  private final int socketsWithoutClients;

  /**
   * @param server that no client has used yet
   */
  Sampler(ServerProcess server) {
    this.server = server;
    server.histogram(); // the first look opens a socket of its own
    this.socketsWithoutClients = look().sockets();
  }

  /** Waits until nothing is left of clients, or long enough, and returns what is there then. */
  Sample take() throws InterruptedException {
    long deadline = System.nanoTime() + SETTLE_AT_MOST.toNanos();
    Sample sample = look();
    while (!isQuiet(sample) && System.nanoTime() < deadline) {
      TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
      sample = look();
    }
    return sample;
  }

  private boolean isQuiet(Sample sample) {
    return sample.peers() == 0
        && sample.connections() == 0
        && sample.shards() <= SHARDS_IN_USE
        && sample.sockets() <= socketsWithoutClients;
  }

  private Sample look() {
    Duration at = Duration.ofNanos(System.nanoTime() - start);
    return new Sample(at, server.histogram(), server.holdings());
  }
}
