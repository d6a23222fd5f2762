package io.masterserver.core.client;

import io.masterserver.core.packet.GoingAway;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a client connected: one connection after another.
 *
 * <pre>{@code
 * IDLE ──connect()──▶ CONNECTING ──▶ CONNECTED ◀──lost, found──▶ RECONNECTING
 *   ▲                      │              │
 *   └─────── failed ───────┴───── lost ───┘ without reconnect
 *
 * any ──close()──▶ CLOSED
 * }</pre>
 *
 * <p>Threads: any.
 */
final class Link implements Connection.Owner {

  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  /** Longest wait that a server which goes away may ask for. */
  static final Duration MAX_REQUESTED_WAIT = Duration.ofSeconds(60);

  private enum State {
    IDLE,
    CONNECTING,
    CONNECTED,
    RECONNECTING,
    CLOSED
  }

  private final ClientContext client;
  private final Dialer dialer;
  private final List<ConnectionListener> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();

  // All below are guarded by the lock; the volatile one may be read without.
  private final AddressRotation addresses;
  private final ReconnectBackoff backoff;
  private State state = State.IDLE;
  private volatile @Nullable Connection connection;
  private CompletableFuture<Void> connecting = new CompletableFuture<>();
  private @Nullable Future<?> nextAttempt;
  private Duration requestedWait = Duration.ZERO;
  private long connectedAtNanos;

  Link(ClientContext client) {
    this.client = client;
    this.dialer = Dialer.of(client.settings());
    this.addresses = new AddressRotation(client.settings().address());
    this.backoff = new ReconnectBackoff(client.settings().reconnect(), new SplittableRandom());
  }

  List<ConnectionListener> listeners() {
    return listeners;
  }

  /** The connection to send on, if any. */
  @Nullable Connection connection() {
    return connection;
  }

  CompletionStage<Void> connect() {
    lock.lock();
    try {
      switch (state) {
        case CLOSED -> {
          return CompletableFuture.failedStage(
              new IllegalStateException("the client is closed (build another one)"));
        }
        case IDLE -> {
          state = State.CONNECTING;
          connecting = new CompletableFuture<>();
          startAttempt();
        }
        case CONNECTING, CONNECTED, RECONNECTING -> {
          // what is under way, or done, is what was asked for
        }
      }
      return connecting.copy();
    } finally {
      lock.unlock();
    }
  }

  /** Does nothing the second time. */
  void close() {
    lock.lock();
    try {
      if (state == State.CLOSED) {
        return;
      }
      boolean wasConnected = state == State.CONNECTED;
      state = State.CLOSED;
      if (nextAttempt != null) {
        nextAttempt.cancel(false);
      }
      client.dispatch().stopBounding();
      endConnection(connection);
      CompletableFuture<Void> waiting = connecting;
      client
          .dispatch()
          .execute(() -> waiting.completeExceptionally(new IOException("the client was closed")));
      if (wasConnected) {
        tellListeners(listener -> listener.disconnected("closed by this client"));
      }
    } finally {
      lock.unlock();
    }
  }

  private void endConnection(@Nullable Connection last) {
    connection = null;
    if (last != null) {
      last.close();
    }
  }

  // ---- connecting -----------------------------------------------------------------------------

  private void startAttempt() {
    Thread.ofVirtual().name("master-client-connect").start(this::attempt);
  }

  private void attempt() {
    ServerAddress address = addressToTry();
    try {
      opened(new Connection(address, dialer.dial(address), client, this));
    } catch (IOException e) {
      failed(e);
    }
  }

  private ServerAddress addressToTry() {
    lock.lock();
    try {
      return addresses.current();
    } finally {
      lock.unlock();
    }
  }

  private void opened(Connection opened) {
    lock.lock();
    try {
      if (state == State.CLOSED) {
        opened.close();
      } else {
        if (state == State.RECONNECTING) {
          client.counters().reconnects.increment();
          LOG.info("Connected to {} again", opened.address());
        }
        state = State.CONNECTED;
        opened.greet();
        connection = opened; // from now on others can send
        connectedAtNanos = System.nanoTime();
        CompletableFuture<Void> waiting = connecting;
        tellListeners(ConnectionListener::connected);
        client.dispatch().execute(() -> waiting.complete(null));
      }
    } finally {
      lock.unlock();
    }
    opened.start(); // also if closed: its threads close the socket
  }

  private void failed(IOException failure) {
    lock.lock();
    try {
      if (state == State.CONNECTING) {
        state = State.IDLE;
        CompletableFuture<Void> waiting = connecting;
        client.dispatch().execute(() -> waiting.completeExceptionally(failure));
      } else if (state == State.RECONNECTING) {
        addresses.advance();
        reconnectAfter(backoff.next(), failure.getMessage());
      }
    } finally {
      lock.unlock();
    }
  }

  private void reconnectAfter(Duration delay, @Nullable String why) {
    LOG.info("{}; next try is {} in {} ms", why, addresses.current(), delay.toMillis());
    nextAttempt = Timers.after(delay, this::startAttempt);
  }

  // ---- told by the connection -----------------------------------------------------------------

  @Override
  public void goingAway(GoingAway notice) {
    lock.lock();
    try {
      Duration asked = Duration.ofMillis(Math.max(0, notice.reconnectAfterMillis()));
      requestedWait = asked.compareTo(MAX_REQUESTED_WAIT) < 0 ? asked : MAX_REQUESTED_WAIT;
      addresses.redirect(notice.addresses());
      tellListeners(listener -> listener.goingAway(notice));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void ended(Connection ended, String reason) {
    lock.lock();
    try {
      if (state != State.CONNECTED || connection != ended) {
        return; // closed here, and all are told
      }
      connection = null;
      ReconnectPolicy policy = client.settings().reconnect();
      state = policy.enabled() ? State.RECONNECTING : State.IDLE;
      ended.failPending(reason);
      tellListeners(listener -> listener.disconnected(reason));
      if (policy.enabled()) {
        connecting = new CompletableFuture<>();
        if (!ended.heardServer()) {
          addresses.advance(); // something listens there, but no master server
        }
        // A server that accepts and hangs up at once is not to be hammered.
        if (System.nanoTime() - connectedAtNanos >= Timers.nanos(policy.maxDelay())) {
          backoff.reset();
        }
        Duration delay = requestedWait.plus(backoff.next());
        requestedWait = Duration.ZERO;
        reconnectAfter(delay, "%s: %s".formatted(ended.address(), reason));
      }
    } finally {
      lock.unlock();
    }
  }

  private void tellListeners(Consumer<ConnectionListener> event) {
    for (ConnectionListener listener : listeners) {
      client.dispatch().execute(() -> event.accept(listener));
    }
  }
}
