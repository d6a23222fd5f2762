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
 * {@link RemoteNetwork}. Threads: any.
 */
public final class Admission {

  private final int max;
  private final int maxPerAddress;
  private final AtomicInteger total = new AtomicInteger();
  private final Map<String, Integer> byNetwork = new ConcurrentHashMap<>();

  /**
   * @param max in all, by whatever transport
   * @param maxPerAddress from one address
   */
  public Admission(int max, int maxPerAddress) {
    this.max = max;
    this.maxPerAddress = maxPerAddress;
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

  /** What one is told for whom {@link #arrive} had nothing. */
  Refusal full() {
    return new Refusal(
        CloseCause.TOO_MANY_CONNECTIONS, "the server is full: %d connections".formatted(max));
  }

  /** One connection, as long as it is counted. Threads: any. */
  public final class Ticket {

    private @Nullable String network;
    private boolean released;

    private Ticket() {}

    /** Counts the connection for the client's address too; or says why not. Call once. */
    public synchronized Optional<Refusal> admit(InetAddress client) {
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

    /** The connection has ended. Does nothing the second time. */
    public synchronized void release() {
      if (released) {
        return;
      }
      released = true;
      total.decrementAndGet();
      if (network != null) {
        forget(network);
      }
    }

    private void forget(String from) {
      byNetwork.computeIfPresent(from, (key, count) -> count == 1 ? null : count - 1);
    }
  }
}
