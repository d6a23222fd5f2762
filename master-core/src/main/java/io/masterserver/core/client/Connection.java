package io.masterserver.core.client;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.packet.session.SessionTicket;
import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.core.wire.MalformedFrame;
import io.masterserver.core.wire.MalformedPacket;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a session: a virtual thread that reads, and one that writes.
 *
 * <p>The reader ends it all: whatever goes wrong closes the transport, which the reader notices.
 * Threads: any.
 */
final class Connection implements KeepAlive.Line {

  /** Told by the reader what concerns the client as a whole. */
  interface Owner {
    void goingAway(GoingAway notice);

    void sessionOpened(SessionTicket ticket);

    /** Called once, last, by the reader. */
    void ended(Connection connection, String reason);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** How long a closed connection may take to write what is queued and to see the server's end. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  /** A buffer that had to grow beyond this for a burst is not kept. */
  private static final int KEPT_BYTES = 64 << 10;

  /** How long a client that is to go elsewhere waits for what it has asked here. */
  private static final Duration LONGEST_DEPARTURE = Duration.ofSeconds(5);

  private final ServerAddress address;
  private final Transport transport;
  private final ClientContext client;
  private final Owner owner;
  private final Session session;
  private final Outbound outbound;
  private final int line;
  private final KeepAlive keepAlive;

  private volatile @Nullable String givenUp;

  // By the reader only.
  private boolean heardServer;
  private @Nullable String saidByServer;
  private @Nullable Set<Integer> awaited; // while leaving
  private String departure = "";

  /**
   * @param line of the session's outbound queue: it is attached for this connection
   */
  Connection(
      ServerAddress address,
      Transport transport,
      Session session,
      int line,
      ClientContext client,
      Owner owner) {
    this.address = address;
    this.transport = transport;
    this.session = session;
    this.outbound = session.outbound();
    this.line = line;
    this.client = client;
    this.owner = owner;
    this.keepAlive =
        new KeepAlive(
            client.settings().keepAlive(),
            client.settings().requestTimeout(),
            this,
            System::nanoTime);
  }

  ServerAddress address() {
    return address;
  }

  /** Whether a message has come. Call when the owner is told of the end. */
  boolean heardServer() {
    return heardServer;
  }

  void start() {
    Thread.ofVirtual().name("master-client-read-" + address).start(this::read);
    Thread.ofVirtual().name("master-client-write-" + address).start(this::write);
  }

  /**
   * Queues what the server hears before anything else: what this client knows, that it wants a
   * session, then a ping, if the settings say so; others follow from time to time. Call before
   * anybody else can send.
   */
  void greet() {
    Greeting.announce(outbound);
    if (client.settings().asksForSessions()) {
      Greeting.askForSession(outbound);
      Future<?> unused = Timers.after(client.settings().connectTimeout(), outbound::doWithout);
    }
    keepAlive.start();
  }

  /** Queues what the server of a resumed session hears first, and all that it has missed. */
  void greetAgain() {
    Greeting.announce(outbound);
    outbound.sendKept();
    keepAlive.start();
  }

  /** Writes what is queued, for a second at most, then closes. Close the session first. */
  void close() {
    keepAlive.stop();
    closeSoon();
  }

  // ---- writing -------------------------------------------------------------------------------

  private void write() {
    try {
      var spare = new WireWriter();
      for (var full = take(spare); full != null; full = take(spare)) {
        transport.write(full);
        keepAlive.sent();
        spare = emptied(full);
      }
      transport.finish();
    } catch (IOException e) {
      LOG.debug("Writing to {} failed", address, e);
    } finally {
      // Not at once: the server's last words may still be there to be read.
      outbound.lost(line);
      closeSoon();
    }
  }

  private @Nullable WireWriter take(WireWriter spare) {
    return outbound.take(line, spare);
  }

  private static WireWriter emptied(WireWriter written) {
    if (written.size() > KEPT_BYTES) {
      return new WireWriter();
    }
    written.clear();
    return written;
  }

  // ---- receiving ------------------------------------------------------------------------------

  private void read() {
    String reason = "the client failed";
    try {
      readToEnd();
      reason = transport.farewell();
    } catch (MalformedFrame e) {
      reason = "the server sent what is no message: " + e.getMessage();
    } catch (IOException e) {
      reason = "the connection was lost: " + e.getMessage();
    } finally {
      keepAlive.stop();
      outbound.lost(line);
      transport.close();
      owner.ended(
          this,
          Objects.requireNonNullElse(saidByServer, Objects.requireNonNullElse(givenUp, reason)));
    }
  }

  /** What came right behind the answer to a resumption is there already. */
  private void readToEnd() throws IOException {
    do {
      for (var next = transport.next(); next != null; next = transport.next()) {
        switch (next) {
          case FrameDecoder.Whole(Message message) -> {
            heardServer = true;
            receive(message);
          }
          case FrameDecoder.Dropped(String why) -> session.undecodable(why);
        }
      }
    } while (listen());
  }

  private boolean listen() throws IOException {
    keepAlive.listening();
    boolean more = transport.await();
    keepAlive.heard();
    return more;
  }

  /** A message that is a response and wants one, which is legal, is only taken as a response. */
  private void receive(Message message) {
    if (session.isClosed()) {
      return;
    }
    session.arrived(message);
    if (message.isResponse()) {
      onResponse(message);
    } else if (message.opcode() == CoreOperations.PING.opcode()) {
      onPing(message);
    } else if (message.opcode() == CoreOperations.GOING_AWAY.opcode()) {
      onGoingAway(message);
    } else if (message.opcode() == CoreOperations.DISCONNECTED.opcode()) {
      saidByServer = message.data().utf8();
    } else if (message.opcode() == SessionOperations.ACKNOWLEDGE.opcode()) {
      onAcknowledge(message);
    } else {
      dispatch(message, () -> handle(message));
    }
  }

  private void onResponse(Message message) {
    int id = message.responseId();
    if (id == Greeting.OPEN_SESSION) {
      onSession(message);
      return;
    }
    if (id == Greeting.ANNOUNCEMENT || keepAlive.isAnswered(id)) {
      return;
    }
    PendingRequest<?> request = session.take(id);
    if (request == null) {
      client.counters().unexpectedResponses.increment();
      LOG.debug("Response {} of {} answers nothing; ignored", id, address);
    } else {
      dispatch(message, () -> request.answered(message, client.counters()));
    }
    if (awaited != null && awaited.remove(id)) {
      leaveIfAllIsAnswered(awaited);
    }
  }

  /** A server that knows no sessions is one like those before it. */
  private void onSession(Message answer) {
    if (answer.status() == Status.SUCCESS) {
      try {
        SessionTicket ticket = SessionOperations.OPEN.answer().decode(answer.data());
        if (session.opened(ticket)) {
          owner.sessionOpened(ticket);
          return;
        }
      } catch (MalformedPacket e) {
        session.undecodable("%s: %s".formatted(SessionOperations.OPEN, e.getMessage()));
      }
    }
    outbound.doWithout();
  }

  private void onAcknowledge(Message message) {
    try {
      long count = SessionOperations.ACKNOWLEDGE.packet().decode(message.data());
      if (!outbound.acknowledge(count)) {
        session.undecodable(
            "acknowledgement of %d messages, which were never sent".formatted(count));
      }
    } catch (MalformedPacket e) {
      session.undecodable("%s: %s".formatted(SessionOperations.ACKNOWLEDGE, e.getMessage()));
    }
  }

  /**
   * By the reader and without waiting: an answer says that the connection lives. It is left out
   * when more than half of the outbound queue is taken: what waits there says the same.
   */
  private void onPing(Message message) {
    if (message.expectsResponse()) {
      Message answer =
          Message.response(message.opcode(), message.data(), message.requestId(), Status.SUCCESS);
      outbound.offer(out -> MessageCodec.writeFrame(answer, out));
    }
  }

  private void onGoingAway(Message message) {
    try {
      GoingAway notice = CoreOperations.GOING_AWAY.packet().decode(message.data());
      owner.goingAway(notice);
      if (session.isOpen() && awaited == null) {
        leave(notice.reason());
      }
    } catch (MalformedPacket e) {
      session.undecodable("%s: %s".formatted(CoreOperations.GOING_AWAY, e.getMessage()));
    }
  }

  /** What is new waits for the next connection, what is in flight may still be answered here. */
  private void leave(String reason) {
    String farewell = "the server is going away: " + reason;
    departure = farewell;
    awaited = session.hold();
    Future<?> unused = Timers.after(LONGEST_DEPARTURE, () -> lost(farewell));
    leaveIfAllIsAnswered(awaited);
  }

  private void leaveIfAllIsAnswered(Set<Integer> requests) {
    if (requests.isEmpty()) {
      lost(departure);
    }
  }

  private void handle(Message message) {
    if (!session.isClosed()) {
      client.handlers().handle(message, session);
    }
  }

  private void dispatch(Message message, Runnable work) {
    client.dispatch().executeWithinBound(Session.MESSAGE_WEIGHT + message.data().length(), work);
  }

  // ---- keeping it alive -----------------------------------------------------------------------

  @Override
  public int nextId() {
    return session.nextId();
  }

  @Override
  public void ping(int id) {
    outbound.putAnyway(
        out ->
            MessageCodec.writeRequest(
                CoreOperations.PING.opcode(), id, CoreOperations.PING.packet(), (long) id, out));
  }

  @Override
  public void lost(String reason) {
    givenUp = reason;
    transport.close();
  }

  // ---- closing --------------------------------------------------------------------------------

  private void closeSoon() {
    Future<?> unused = Timers.after(LINGER, transport::close);
  }
}
