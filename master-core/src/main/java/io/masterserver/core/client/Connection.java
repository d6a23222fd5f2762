package io.masterserver.core.client;

import io.masterserver.core.client.Outbound.Offer;
import io.masterserver.core.packet.Capabilities;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.packet.Operation;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Codec;
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
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: a virtual thread that reads, one that writes, and the requests in flight.
 *
 * <p>The reader ends it all: whatever goes wrong closes the transport, which the reader notices.
 * Threads: any.
 */
final class Connection implements KeepAlive.Line {

  /** Told by the reader what concerns the client as a whole. */
  interface Owner {
    void goingAway(GoingAway notice);

    /** Called once, last, by the reader. */
    void ended(Connection connection, String reason);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** How long a closed connection may take to write what is queued and to see the server's end. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  /** A buffer that had to grow beyond this for a burst is not kept. */
  private static final int KEPT_BYTES = 64 << 10;

  /** The id of the announcement: the counter of the others begins behind it. */
  private static final int ANNOUNCEMENT = 0;

  /** What a message weighs in the inbound queue besides its data. */
  private static final int MESSAGE_WEIGHT = 64;

  private final ServerAddress address;
  private final Transport transport;
  private final ClientContext client;
  private final Owner owner;
  private final Outbound outbound;
  private final PendingRequests pending;
  private final KeepAlive keepAlive;

  private volatile boolean closedHere;
  private volatile @Nullable String givenUp;

  // By the reader only.
  private boolean heardServer;
  private @Nullable String saidByServer;

  Connection(ServerAddress address, Transport transport, ClientContext client, Owner owner) {
    this.address = address;
    this.transport = transport;
    this.client = client;
    this.owner = owner;
    this.outbound =
        new Outbound(client.settings().outboundBytes(), client.settings().maxFrameLength());
    this.pending = new PendingRequests(client.settings().maxRequestsInFlight());
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

  boolean isOpen() {
    return !outbound.isClosed();
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
   * Queues what the server hears before anything else: what this client knows, then a ping, if the
   * settings say so; others follow from time to time. Call before anybody else can send.
   */
  void greet() {
    announce();
    keepAlive.start();
  }

  /** Says what this client knows; nobody waits for the answer, which an old server has none to. */
  private void announce() {
    outbound.putAnyway(
        out ->
            MessageCodec.writeRequest(
                CoreOperations.CAPABILITIES.opcode(),
                ANNOUNCEMENT,
                CoreOperations.CAPABILITIES.packet(),
                Capabilities.ALL,
                out));
  }

  /** Writes what is queued, for a second at most, then closes; no handler is called any more. */
  void close() {
    closedHere = true;
    keepAlive.stop();
    outbound.close();
    closeSoon();
    failPending("the client was closed");
  }

  /** Ends all requests in flight; call when the connection is closed. */
  void failPending(String reason) {
    String text = "connection to %s ended before the response: %s".formatted(address, reason);
    for (PendingRequest<?> request : pending.takeAll()) {
      client.dispatch().execute(() -> request.failed(Status.NOT_CONNECTED, text));
    }
  }

  // ---- sending --------------------------------------------------------------------------------

  <P> boolean send(Operation<P> operation, P packet, DeliveryMethod method) {
    Outbound.Frame frame =
        out -> MessageCodec.writeNotification(operation.opcode(), operation.packet(), packet, out);
    if (method != DeliveryMethod.UNRELIABLE) {
      return put(frame) == Offer.QUEUED;
    }
    Offer offer = outbound.offer(frame);
    if (offer == Offer.FULL) {
      client.counters().shed.increment();
    }
    return offer == Offer.QUEUED;
  }

  <Q, A> void request(
      Request<Q, A> operation, Q packet, Duration timeout, Consumer<Response<A>> completion) {
    var request = new PendingRequest<>(operation, completion);
    OptionalInt place = pending.add(request);
    if (place.isEmpty()) {
      refuse(request, Status.FAILED, "too many requests in flight (wait for responses first)");
      return;
    }
    int id = place.getAsInt();
    request.endsBy(Timers.after(timeout, () -> expire(id, operation, timeout)));
    Offer offer;
    try {
      offer =
          put(
              out ->
                  MessageCodec.writeRequest(
                      operation.opcode(), id, operation.packet(), packet, out));
    } catch (RuntimeException e) {
      pending.take(id);
      throw e;
    }
    if (offer != Offer.QUEUED && pending.take(id) != null) {
      refuse(offer, request);
    }
  }

  private void refuse(Offer offer, PendingRequest<?> request) {
    if (offer == Offer.CLOSED) {
      refuse(request, Status.NOT_CONNECTED, "not connected to " + address);
    } else {
      refuse(request, Status.FAILED, "the outbound queue is full (the server does not keep up)");
    }
  }

  private void refuse(PendingRequest<?> request, Status status, String text) {
    client.dispatch().executeWithinBound(MESSAGE_WEIGHT, () -> request.failed(status, text));
  }

  private void expire(int id, Request<?, ?> operation, Duration timeout) {
    PendingRequest<?> late = pending.take(id);
    if (late != null) {
      String text = "no response to %s within %s".formatted(operation, Seconds.of(timeout));
      client.dispatch().execute(() -> late.failed(Status.TIMEOUT, text));
    }
  }

  /** Answers a request of the server; does nothing if the connection is gone meanwhile. */
  <T> void respond(Message request, Status status, Codec<T> codec, T packet) {
    Offer offer =
        put(
            out ->
                MessageCodec.writeResponse(
                    request.opcode(), request.requestId(), status, codec, packet, out));
    if (offer != Offer.QUEUED) {
      LOG.debug("Response of opcode {} to {} was not sent: {}", request.opcode(), address, offer);
    }
  }

  private Offer put(Outbound.Frame frame) {
    return outbound.put(frame, client.settings().sendTimeout());
  }

  private void write() {
    try {
      var spare = new WireWriter();
      for (var full = outbound.take(spare); full != null; full = outbound.take(spare)) {
        transport.write(full);
        keepAlive.sent();
        spare = emptied(full);
      }
      transport.finish();
    } catch (IOException e) {
      LOG.debug("Writing to {} failed", address, e);
    } finally {
      // Not at once: the server's last words may still be there to be read.
      outbound.abort();
      closeSoon();
    }
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
      outbound.abort();
      transport.close();
      owner.ended(
          this,
          Objects.requireNonNullElse(saidByServer, Objects.requireNonNullElse(givenUp, reason)));
    }
  }

  private void readToEnd() throws IOException {
    while (listen()) {
      for (var next = transport.next(); next != null; next = transport.next()) {
        switch (next) {
          case FrameDecoder.Whole(Message message) -> {
            heardServer = true;
            receive(message);
          }
          case FrameDecoder.Dropped(String why) -> undecodable(why);
        }
      }
    }
  }

  private boolean listen() throws IOException {
    keepAlive.listening();
    boolean more = transport.await();
    keepAlive.heard();
    return more;
  }

  /** A message that is a response and wants one, which is legal, is only taken as a response. */
  private void receive(Message message) {
    if (closedHere) {
      return;
    }
    if (message.isResponse()) {
      onResponse(message);
    } else if (message.opcode() == CoreOperations.PING.opcode()) {
      onPing(message);
    } else if (message.opcode() == CoreOperations.GOING_AWAY.opcode()) {
      onGoingAway(message);
    } else if (message.opcode() == CoreOperations.DISCONNECTED.opcode()) {
      saidByServer = message.data().utf8();
    } else {
      dispatch(message, () -> handle(message));
    }
  }

  private void onResponse(Message message) {
    if (message.responseId() == ANNOUNCEMENT || keepAlive.isAnswered(message.responseId())) {
      return;
    }
    PendingRequest<?> request = pending.take(message.responseId());
    if (request == null) {
      client.counters().unexpectedResponses.increment();
      LOG.debug("Response {} of {} answers nothing; ignored", message.responseId(), address);
    } else {
      dispatch(message, () -> request.answered(message, client.counters()));
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
      owner.goingAway(CoreOperations.GOING_AWAY.packet().decode(message.data()));
    } catch (MalformedPacket e) {
      undecodable("%s: %s".formatted(CoreOperations.GOING_AWAY, e.getMessage()));
    }
  }

  private void handle(Message message) {
    if (!closedHere) {
      client.handlers().handle(message, this);
    }
  }

  private void dispatch(Message message, Runnable work) {
    client.dispatch().executeWithinBound(MESSAGE_WEIGHT + message.data().length(), work);
  }

  /** Counts what the server sent and nobody can read. */
  void undecodable(String why) {
    client.counters().undecodable.increment();
    LOG.debug("{} sent what cannot be read: {}; dropped", address, why);
  }

  // ---- keeping it alive -----------------------------------------------------------------------

  @Override
  public int nextId() {
    return pending.nextId();
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
