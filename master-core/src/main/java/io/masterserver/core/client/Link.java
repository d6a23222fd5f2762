package io.masterserver.core.client;

import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.packet.session.SessionResumed;
import io.masterserver.core.packet.session.SessionTicket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
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
 * Keeps a client connected: one connection after another, and if it can, one session over all.
 *
 * <pre>{@code
 * IDLE ──connect()──▶ CONNECTING ──▶ CONNECTED ◀──lost, found──▶ RECONNECTING
 *   ▲                      │              │
 *   └─────── failed ───────┴───── lost ───┘ without reconnect
 *
 * any ──close()──▶ CLOSED
 * }</pre>
 *
 * <p>There is a session while CONNECTED, and while RECONNECTING as long as it may be resumed.
 *
 * <p>Threads: any. Takes the locks of sessions while it holds its own, never the other way round.
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
  private final Attempts attempts;
  private State state = State.IDLE;
  private volatile @Nullable Session session;
  private @Nullable Connection connection;
  private CompletableFuture<Void> connecting = new CompletableFuture<>();
  private @Nullable Future<?> nextAttempt;
  private @Nullable Future<?> endOfSession;
  private @Nullable Transport resuming;
  private String lostBecause = "";

  Link(ClientContext client) {
    this.client = client;
    this.dialer = Dialer.of(client.settings());
    this.attempts =
        new Attempts(
            client.settings().addresses(),
            client.settings().reconnect(),
            new Random(),
            System::nanoTime);
  }

  List<ConnectionListener> listeners() {
    return listeners;
  }

  /** What to send with, if there is anything. */
  @Nullable Session session() {
    return session;
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
          attempts.begin();
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
      state = State.CLOSED;
      cancel(nextAttempt);
      cancel(endOfSession);
      client.dispatch().stopBounding();
      Session last = session;
      session = null;
      if (last != null) {
        last.close();
      }
      if (connection != null) {
        connection.close();
      }
      if (resuming != null) {
        resuming.close();
      }
      if (last != null) {
        last.failPending("the client was closed");
      }
      CompletableFuture<Void> waiting = connecting;
      client
          .dispatch()
          .execute(() -> waiting.completeExceptionally(new IOException("the client was closed")));
      if (last != null) {
        tellListeners(listener -> listener.disconnected("closed by this client"));
      }
    } finally {
      lock.unlock();
    }
  }

  private static void cancel(@Nullable Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  // ---- connecting -----------------------------------------------------------------------------

  private void startAttempt() {
    Thread.ofVirtual().name("master-client-connect").start(this::attempt);
  }

  private void attempt() {
    ServerAddress address;
    boolean hurried;
    lock.lock();
    try {
      address = attempts.address();
      hurried = attempts.haveAlternatives();
    } finally {
      lock.unlock();
    }
    try {
      greet(address, dialer.dial(address, hurried));
    } catch (IOException e) {
      failed(e);
    }
  }

  private void greet(ServerAddress address, Transport transport) throws IOException {
    Session lost = sessionToResume(transport);
    if (lost == null) {
      start(begin(address, transport));
      return;
    }
    var resumption = new Resumption(address, transport);
    switch (resumption.ask(lost.resumption(), client.settings().connectTimeout())) {
      case Resumption.Resumed(SessionResumed answer) ->
          start(goOn(lost, answer, address, transport));
      case Resumption.Refused(String why) -> {
        refused(lost, why);
        start(begin(address, transport));
      }
    }
  }

  private static void start(@Nullable Connection connection) {
    if (connection != null) {
      connection.start();
    }
  }

  private @Nullable Session sessionToResume(Transport transport) {
    lock.lock();
    try {
      resuming = session == null ? null : transport;
      return session;
    } finally {
      lock.unlock();
    }
  }

  /** The connection stays, the session does not. */
  private void refused(Session lost, String why) {
    lock.lock();
    try {
      resuming = null;
      giveUp(lost, "the session could not be resumed: " + why);
    } finally {
      lock.unlock();
    }
  }

  /** Makes the client a new one to the server; nothing if it was closed meanwhile. */
  private @Nullable Connection begin(ServerAddress address, Transport transport) {
    lock.lock();
    try {
      if (state == State.CLOSED) {
        transport.close();
        return null;
      }
      var begun = new Session(client, address);
      int line = begun.outbound().attach();
      var opened = new Connection(address, transport, begun, line, client, this);
      opened.greet();
      session = begun; // from now on others can send
      connected(opened, ConnectionListener::connected);
      return opened;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Goes on with the session.
   *
   * @throws IOException if it is over meanwhile, or cannot go on like that; then it is over, too
   */
  private Connection goOn(
      Session lost, SessionResumed answer, ServerAddress address, Transport transport)
      throws IOException {
    lock.lock();
    try {
      resuming = null;
      if (session != lost) {
        throw new IOException(address + " resumed a session that is over here");
      }
      int line = lost.resume(answer, address);
      var opened = new Connection(address, transport, lost, line, client, this);
      opened.greetAgain();
      client.counters().resumptions.increment();
      connected(opened, ConnectionListener::resumed);
      return opened;
    } catch (IOException e) {
      giveUp(lost, String.valueOf(e.getMessage()));
      Resumption.decline(transport);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private void connected(Connection opened, Consumer<ConnectionListener> event) {
    if (state == State.RECONNECTING) {
      client.counters().reconnects.increment();
      LOG.info("Connected to {} again", opened.address());
    }
    state = State.CONNECTED;
    connection = opened;
    resuming = null;
    cancel(endOfSession);
    attempts.succeeded();
    tellListeners(event);
    CompletableFuture<Void> waiting = connecting;
    client.dispatch().execute(() -> waiting.complete(null));
  }

  private void failed(IOException failure) {
    lock.lock();
    try {
      resuming = null;
      if (state == State.CONNECTING && !attempts.nextOfRound()) {
        state = State.IDLE;
        CompletableFuture<Void> waiting = connecting;
        client.dispatch().execute(() -> waiting.completeExceptionally(failure));
      } else if (state == State.CONNECTING) {
        startAttempt();
      } else if (state == State.RECONNECTING) {
        reconnectAfter(attempts.waitAfterFailure(), String.valueOf(failure.getMessage()));
      }
    } finally {
      lock.unlock();
    }
  }

  private void reconnectAfter(Duration delay, String why) {
    LOG.info("{}; next try is {} in {} ms", why, attempts.address(), delay.toMillis());
    nextAttempt = Timers.after(delay, this::startAttempt);
  }

  // ---- told by the connection -----------------------------------------------------------------

  @Override
  public void goingAway(GoingAway notice) {
    lock.lock();
    try {
      Duration asked = Duration.ofMillis(Math.max(0, notice.reconnectAfterMillis()));
      attempts.redirect(notice.addresses(), Timers.shorter(asked, MAX_REQUESTED_WAIT));
      tellListeners(listener -> listener.goingAway(notice));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void sessionOpened(SessionTicket ticket) {
    lock.lock();
    try {
      attempts.alsoTry(ticket.addresses());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void ended(Connection ended, String reason) {
    lock.lock();
    try {
      Session last = session;
      if (state != State.CONNECTED || connection != ended || last == null) {
        return; // closed here, and all are told
      }
      connection = null;
      boolean again = client.settings().reconnect().enabled();
      state = again ? State.RECONNECTING : State.IDLE;
      if (again) {
        connecting = new CompletableFuture<>();
      }
      lostBecause = reason;
      if (again && last.isOpen()) {
        interrupted(last, reason);
      } else {
        end(last, reason);
      }
      if (again) {
        Duration delay = attempts.waitAfterLoss(last.isOpen(), ended.heardServer());
        reconnectAfter(delay, "%s: %s".formatted(ended.address(), reason));
      }
    } finally {
      lock.unlock();
    }
  }

  // ---- the session ----------------------------------------------------------------------------

  private void interrupted(Session lost, String reason) {
    lost.interrupted(reason);
    Duration window = lost.window();
    endOfSession =
        Timers.after(
            window, () -> giveUp(lost, "the session was not resumed within " + Seconds.of(window)));
    tellListeners(listener -> listener.interrupted(reason));
  }

  /** Nobody can go on with the session: the client will be a new one. */
  private void giveUp(Session lost, String why) {
    lock.lock();
    try {
      if (session == lost && state == State.RECONNECTING) {
        end(lost, "%s; %s".formatted(lostBecause, why));
        if (resuming != null) {
          resuming.close();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(Session last, String reason) {
    session = null;
    cancel(endOfSession);
    last.outbound().abort();
    last.failPending(reason);
    tellListeners(listener -> listener.disconnected(reason));
  }

  private void tellListeners(Consumer<ConnectionListener> event) {
    for (ConnectionListener listener : listeners) {
      client.dispatch().execute(() -> event.accept(listener));
    }
  }
}
