package io.masterserver.tests.attack;

import io.masterserver.tests.fixture.Await;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.net.SocketFactory;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Well-behaved clients, half of them over TCP and half over WebSocket, that ask at a fixed rate
 * whatever the server does: what is late counts from when it should have been asked.
 */
public final class Bystanders implements AutoCloseable {

  /** Of an answer that takes longer, this much is told. */
  private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();

  /** A busy machine may keep one waiting for longer than the server's time-outs allow. */
  private static final int TRIES = 5;

  private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private final List<Bystander> all = new ArrayList<>();
  private final int perSecond;
  private final Recorder latency = new Recorder(LONGEST_NANOS, 3);
  private final LongAdder answered = new LongAdder();
  private final LongAdder wrong = new LongAdder();

  private Bystanders(int perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Connects clients to the doors in turn.
   *
   * @param perSecond how often they ask, all together
   * @param sockets plain ones or TLS
   */
  public static Bystanders connect(
      int count, int perSecond, Function<Door, InetSocketAddress> server, SocketFactory sockets) {
    var bystanders = new Bystanders(perSecond);
    Door[] doors = Door.values();
    for (int i = 0; i < count; i++) {
      Door door = doors[i % doors.length];
      bystanders.add(connect(door, server.apply(door), sockets));
    }
    return bystanders;
  }

  /**
   * Has clients come one after another, ask once, and go, through the doors in turn.
   *
   * @param time for so long
   * @param sockets plain ones or TLS
   */
  public static void visit(
      Duration time, Function<Door, InetSocketAddress> server, SocketFactory sockets) {
    long end = System.nanoTime() + time.toNanos();
    Door[] doors = Door.values();
    for (int i = 0; System.nanoTime() - end < 0; i++) {
      Door door = doors[i % doors.length];
      connect(door, server.apply(door), sockets).close();
    }
  }

  private static Bystander connect(Door door, InetSocketAddress server, SocketFactory sockets) {
    IOException last = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        return Bystander.connect(door, server, sockets);
      } catch (IOException e) {
        last = e;
      }
    }
    throw new IllegalStateException("a bystander cannot connect to %s".formatted(server), last);
  }

  private void add(Bystander bystander) {
    all.add(bystander);
    Thread.ofPlatform()
        .daemon()
        .name("bystander-" + all.size())
        .start(() -> bystander.readAll(this::answered, wrong::increment));
  }

  private void answered(long nanos) {
    latency.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
    answered.increment();
  }

  public int size() {
    return all.size();
  }

  /**
   * How they were served.
   *
   * @param asked how many requests were sent, or should have been
   * @param right how many were answered as they should be
   * @param latency of those, in nanoseconds
   * @param complaints what has gone wrong with whom
   */
  public record Service(long asked, long right, Histogram latency, List<String> complaints) {

    /** How many were answered wrongly, or not at all. */
    public long lost() {
      return asked - right;
    }
  }

  /** Asks for so long. */
  public Service serveFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    return serveUntil(() -> System.nanoTime() - end >= 0);
  }

  /** Asks until {@code over}, and waits for the answers. Call from one thread. */
  public Service serveUntil(BooleanSupplier over) {
    latency.reset();
    long before = answered.sum() + wrong.sum();
    long rightBefore = answered.sum();
    long asked = 0;
    long start = System.nanoTime();
    while (!over.getAsBoolean()) {
      long due = start + asked * NANOS_PER_SECOND / perSecond;
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      all.get((int) (asked % all.size())).ask(due);
      asked++;
    }
    awaitAnswers(before + asked);
    return new Service(
        asked, answered.sum() - rightBefore, latency.getIntervalHistogram(), complaints());
  }

  private void awaitAnswers(long expected) {
    long deadline = System.nanoTime() + Await.LONGEST.toNanos();
    while (answered.sum() + wrong.sum() < expected && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
  }

  private List<String> complaints() {
    return all.stream().map(Bystander::broken).filter(Objects::nonNull).toList();
  }

  @Override
  public void close() {
    all.forEach(Bystander::close);
  }
}
