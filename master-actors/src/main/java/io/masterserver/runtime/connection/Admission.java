package io.masterserver.runtime.connection;

import io.masterserver.api.RemoteNetwork;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many connections there may be, in all and from one address, of IPv6 from one network: see
 * {@link RemoteNetwork}; and how many of them may have said nothing yet. Threads: any.
 */
public final class Admission {

  /** Why a connection had to go. */
  static final String CROWDED_OUT =
      "too many have said nothing yet (see master.connection.max-handshakes)";

  private final int max;
  private final int maxPerAddress;
  private final AtomicInteger total = new AtomicInteger();
  private final Newcomers newcomers = new Newcomers();
  private final Map<String, Integer> byNetwork = new ConcurrentHashMap<>();
  private final Handshakes<Ticket> handshakes;

  /**
   * @param max in all, by whatever transport
   * @param maxPerAddress from one address
   * @param maxHandshakes in all, of those that are not {@linkplain Ticket#settle settled}
   */
  public Admission(int max, int maxPerAddress, int maxHandshakes) {
    this.max = max;
    this.maxPerAddress = maxPerAddress;
    this.handshakes = new Handshakes<>(maxHandshakes);
  }

  /** Why a connection is not let in. */
  public record Refusal(CloseCause cause, String why) {}

  /** Counts a connection, by whatever transport; nothing if the server is full. */
  public Optional<Ticket> arrive() {
    if (total.incrementAndGet() > max) {
      total.decrementAndGet();
      return Optional.empty();
    }
    return Optional.of(new Ticket());
  }

  /** How many connections are counted now, those included that have said nothing yet. */
  public int size() {
    return total.get();
  }

  public Newcomers newcomers() {
    return newcomers;
  }

  /** What one is told for whom {@link #arrive} had nothing. */
  Refusal full() {
    return new Refusal(
        CloseCause.TOO_MANY_CONNECTIONS, "the server is full: %d connections".formatted(max));
  }

  /** One connection, as long as it is counted. Threads: any. */
  public final class Ticket {

    private @Nullable String network;
    private boolean released;
    private boolean crowdedOut;
    private @Nullable Runnable whenCrowdedOut;

    private Ticket() {}

    /** Counts the connection for the client's address too; or says why not. Call once. */
    public Optional<Refusal> admit(InetAddress client) {
      Optional<Refusal> refusal = count(client);
      if (refusal.isEmpty()) {
        beginHandshake();
      }
      return refusal;
    }

    private synchronized Optional<Refusal> count(InetAddress client) {
      if (released) {
        return Optional.empty(); // it has ended meanwhile, and sees no answer
      }
      String from = RemoteNetwork.of(client);
      if (byNetwork.merge(from, 1, Integer::sum) > maxPerAddress) {
        forget(from);
        return Optional.of(
            new Refusal(
                CloseCause.TOO_MANY_FROM_ADDRESS,
                "too many connections from your address: %d".formatted(maxPerAddress)));
      }
      network = from;
      return Optional.empty();
    }

    private void beginHandshake() {
      String from = from();
      if (from != null) {
        handshakes.begin(this, from).ifPresent(Ticket::crowdOut);
      }
    }

    private synchronized @Nullable String from() {
      return network;
    }

    private void crowdOut() {
      Runnable leave;
      synchronized (this) {
        crowdedOut = true;
        leave = whenCrowdedOut;
      }
      if (leave != null) {
        leave.run();
      }
    }

    /**
     * Says what ends the connection when it has to give way to others before it is settled; takes
     * the place of what was said before.
     *
     * @param leave run on any thread, at once if it has to already
     */
    public void whenCrowdedOut(Runnable leave) {
      boolean now;
      synchronized (this) {
        whenCrowdedOut = leave;
        now = crowdedOut;
      }
      if (now) {
        leave.run();
      }
    }

    /** The client has come to the point: from now on the connection gives way to nobody. */
    public void settle() {
      String from = from();
      if (from != null) {
        handshakes.end(this, from);
      }
    }

    /** The client goes on with the session that it had. */
    public void countReturn() {
      newcomers.countReturn();
    }

    /** The handshake of TLS took so long of one processor. */
    void addHandshake(long nanos) {
      newcomers.addHandshake(nanos);
    }

    /** The connection has ended. Does nothing the second time. */
    public synchronized void release() {
      if (released) {
        return;
      }
      released = true;
      total.decrementAndGet();
      if (network != null) {
        handshakes.end(this, network);
        forget(network);
      }
    }

    private void forget(String from) {
      byNetwork.computeIfPresent(from, (key, count) -> count == 1 ? null : count - 1);
    }
  }
}
