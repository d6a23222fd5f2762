package io.masterserver.tests.chaos.client;

import io.masterserver.core.client.ClientBuilder;
import io.masterserver.core.client.ConnectionListener;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.chaos.module.Entry;
import io.masterserver.tests.chaos.module.LedgerOperations;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends one number after another to its ledger, until it is told to end or one of them fails:
 * then it has lost its session, or worse.
 *
 * <p>Threads: one; it has a virtual thread of its own.
 */
public final class LedgerClient implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final int number;
  private final MasterClient client;
  private final Duration period;
  private final Consumer<Attempt> listener;
  private final List<Attempt> attempts = new ArrayList<>(); // read when the thread has ended
  private final Queue<Integer> pushes = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean over;

  /** Why its session has ended; null as long as it has not. */
  private volatile @Nullable String lost;

  /**
   * @param number of the client, which says with which node it begins
   * @param nodes to which it may connect
   * @param period between one number and the next
   * @param listener told of every attempt, by the client's thread
   */
  public LedgerClient(int number, List<Node> nodes, Duration period, Consumer<Attempt> listener) {
    this.number = number;
    this.period = period;
    this.listener = listener;
    ClientBuilder builder = MasterClient.builder().connectTimeout(Duration.ofSeconds(20));
    for (int i = 0; i < nodes.size(); i++) {
      var address = nodes.get((number + i) % nodes.size()).address();
      builder.address(address.getHostString(), address.getPort());
    }
    client = builder.build();
    client.handle(LedgerOperations.APPENDED, pushes::add);
    client.addListener(
        new ConnectionListener() {
          @Override
          public void disconnected(String reason) {
            lost = reason;
          }
        });
    thread = Thread.ofVirtual().name("ledger-" + number).unstarted(this::appendAll);
  }

  /** Connects, and begins. */
  public void start() {
    Clients.await(client.connect());
    thread.start();
  }

  private void appendAll() {
    // So that clients that were started together do not ask together.
    long due = System.nanoTime() + ThreadLocalRandom.current().nextLong(period.toNanos());
    for (int next = 1; !over; next++) {
      for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
        LockSupport.parkNanos(due - now);
      }
      Response<Entry> answer = append();
      var attempt = new Attempt("append", number, next, due, System.nanoTime(), answer);
      attempts.add(attempt);
      listener.accept(attempt);
      if (!answer.isSuccess()) {
        return;
      }
      due += period.toNanos();
    }
  }

  private Response<Entry> append() {
    String why = lost;
    if (why != null && !over) {
      return Response.failure(Status.NOT_CONNECTED, "the session was lost: " + why);
    }
    try {
      return client
          .request(LedgerOperations.APPEND, Empty.EMPTY)
          .toCompletableFuture()
          .get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new StageFailure("client %d gets no answer".formatted(number), e);
    }
  }

  /** Tells it to end; returns at once. */
  public void finish() {
    over = true;
  }

  /** Lets it finish, and returns what it has noted down. */
  public LedgerHistory end() {
    over = true;
    try {
      if (!thread.join(LONGEST)) {
        throw new StageFailure("client %d never ends".formatted(number));
      }
      return new LedgerHistory(number, List.copyOf(attempts), List.copyOf(pushes));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageFailure("interrupted", e);
    }
  }

  @Override
  public void close() {
    over = true;
    client.close();
  }
}
