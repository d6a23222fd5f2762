package io.masterserver.core.client;

import io.masterserver.core.client.Outbound.Offer;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Operation;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.session.ResumeSession;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.packet.session.SessionResumed;
import io.masterserver.core.packet.session.SessionTicket;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client and its peer at the server have to do with each other: the requests in flight, what
 * is to be sent, and how far each has heard the other. Without a ticket of the server it lasts as
 * long as its connection, with one it goes on over the next.
 *
 * <p>Threads: any, where nothing else is said.
 */
final class Session {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /** What a message weighs in queues besides its data. */
  static final int MESSAGE_WEIGHT = 64;

  /** How much the server may have to keep before it is told that it has arrived. */
  private static final int ACKNOWLEDGE_MESSAGES = 32;

  private static final int ACKNOWLEDGE_BYTES = 64 << 10;

  private final ClientContext client;
  private final Outbound outbound;
  private final PendingRequests pending;
  private final Progress progress = new Progress();

  private volatile @Nullable SessionTicket ticket;
  private volatile ServerAddress address;
  private volatile boolean closed;

  // By the reader of the connection, and while there is none by whoever resumes.
  private long received;
  private int unacknowledgedMessages;
  private int unacknowledgedBytes;

  Session(ClientContext client, ServerAddress address) {
    this.client = client;
    this.address = address;
    this.outbound =
        new Outbound(client.settings().outboundBytes(), client.settings().maxFrameLength());
    this.pending = new PendingRequests(client.settings().maxRequestsInFlight());
  }

  Outbound outbound() {
    return outbound;
  }

  /** Of the last connection. */
  ServerAddress address() {
    return address;
  }

  int nextId() {
    return pending.nextId();
  }

  // ---- sending --------------------------------------------------------------------------------

  <P> boolean send(Operation<P> operation, P packet, DeliveryMethod method) {
    if (method != DeliveryMethod.UNRELIABLE) {
      Outbound.Frame frame =
          out ->
              MessageCodec.writeNotification(operation.opcode(), operation.packet(), packet, out);
      return put(frame, Purpose.telling(operation)) == Offer.QUEUED;
    }
    Offer offer = outbound.offer(out -> writeUnreliable(operation, packet, out));
    if (offer == Offer.FULL) {
      client.counters().shed.increment();
    }
    return offer == Offer.QUEUED;
  }

  private <P> void writeUnreliable(Operation<P> operation, P packet, WireWriter out) {
    if (outbound.isCounting()) {
      Bytes data = operation.packet().encode(packet);
      MessageCodec.writeFrame(
          new Message(operation.opcode(), data, false, 0, false, 0, Status.DEFAULT, true), out);
    } else {
      MessageCodec.writeNotification(operation.opcode(), operation.packet(), packet, out);
    }
  }

  <Q, A> void request(
      Request<Q, A> operation, Q packet, Duration timeout, Consumer<Response<A>> completion) {
    var request = new PendingRequest<>(operation, completion);
    if (!pending.add(request)) {
      refuse(request, Status.FAILED, "too many requests in flight (wait for responses first)");
      return;
    }
    int id = request.id();
    request.endsBy(Timers.after(timeout, () -> expire(id, operation, timeout)));
    Offer offer;
    try {
      offer =
          put(
              out ->
                  MessageCodec.writeRequest(
                      operation.opcode(), id, operation.packet(), packet, out),
              Purpose.asking(request));
    } catch (RuntimeException e) {
      take(id);
      throw e;
    }
    if (offer != Offer.QUEUED && take(id) != null) {
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
    PendingRequest<?> late = take(id);
    if (late != null) {
      String text = "no response to %s within %s".formatted(operation, Seconds.of(timeout));
      client.dispatch().execute(() -> late.failed(Status.TIMEOUT, text));
    }
  }

  /** Answers a request of the server; does nothing if the session is over meanwhile. */
  <T> void respond(Message request, Status status, Codec<T> codec, T packet) {
    Offer offer =
        put(
            out ->
                MessageCodec.writeResponse(
                    request.opcode(), request.requestId(), status, codec, packet, out),
            Purpose.answering(request.opcode()));
    if (offer != Offer.QUEUED) {
      LOG.debug("Response of opcode {} to {} was not sent: {}", request.opcode(), address, offer);
    }
  }

  private Offer put(Outbound.Frame frame, Purpose purpose) {
    Offer offer = outbound.put(frame, purpose, Duration.ZERO);
    if (offer != Offer.FULL) {
      return offer;
    }
    return client
        .dispatch()
        .waitForServer(() -> outbound.put(frame, purpose, client.settings().sendTimeout()));
  }

  /** Gives the request to the caller, who ends it; null if it has been taken, or never was. */
  @Nullable PendingRequest<?> take(int id) {
    PendingRequest<?> request = pending.take(id);
    if (request != null && request.isDurable()) {
      outbound.ended(id);
    }
    return request;
  }

  // ---- receiving, by the reader ---------------------------------------------------------------

  /**
   * The server lets the session survive its connection. Returns whether anybody still cares; the
   * server is told if not, as it counts already.
   */
  boolean opened(SessionTicket given) {
    if (given.token().length() > ResumeSession.MAX_TOKEN_BYTES || !outbound.open()) {
      tellClose();
      return false;
    }
    ticket = given;
    return true;
  }

  /** Counts a message of the server, and says so from time to time. */
  void arrived(Message message) {
    if (ticket == null || !SessionOperations.isCounted(message)) {
      return;
    }
    received++;
    unacknowledgedMessages++;
    unacknowledgedBytes += MessageCodec.MIN_BYTES + message.data().length();
    if (unacknowledgedMessages >= ACKNOWLEDGE_MESSAGES
        || unacknowledgedBytes >= ACKNOWLEDGE_BYTES) {
      acknowledge();
    }
  }

  /** When there is no room, the next message is the occasion. */
  private void acknowledge() {
    Offer offer =
        outbound.offer(
            out ->
                MessageCodec.writeNotification(
                    SessionOperations.ACKNOWLEDGE.opcode(),
                    SessionOperations.ACKNOWLEDGE.packet(),
                    received,
                    out));
    if (offer == Offer.QUEUED) {
      unacknowledgedMessages = 0;
      unacknowledgedBytes = 0;
    }
  }

  /** Counts what the server sent and nobody can read. Threads: any. */
  void undecodable(String why) {
    client.counters().undecodable.increment();
    LOG.debug("{} sent what cannot be read: {}; dropped", address, why);
  }

  /**
   * Sends nothing that is counted over this connection any more.
   *
   * @return the ids of the requests that may still be answered over it; the caller's
   */
  Set<Integer> hold() {
    long passedOn = outbound.hold();
    var awaited = new HashSet<Integer>();
    for (PendingRequest<?> request : pending.which(PendingRequest::isCounted)) {
      if (request.number() != PendingRequest.NO_NUMBER && request.number() <= passedOn) {
        awaited.add(request.id());
      }
    }
    return awaited;
  }

  // ---- from one connection to the next --------------------------------------------------------

  /** Whether it survives the loss of its connection. */
  boolean isOpen() {
    return outbound.isOpen();
  }

  /** How long the server waits for the client. */
  Duration window() {
    return Duration.ofMillis(Math.max(0, openTicket().resumeWithinMillis()));
  }

  ResumeSession resumption() {
    return new ResumeSession(openTicket().token(), received);
  }

  private SessionTicket openTicket() {
    return Objects.requireNonNull(ticket, "ticket of the session");
  }

  /** Ends the requests that only the lost connection could have answered, like pings. */
  void interrupted(String why) {
    fail(request -> !request.isCounted(), why);
  }

  /**
   * Goes on over a new connection; {@link Outbound#sendKept} has to follow.
   *
   * @return the connection's line
   * @throws IOException if that is impossible, or useless; the session has to end then
   */
  int resume(SessionResumed answer, ServerAddress at) throws IOException {
    if (progress.isStuckAt(answer, received, outbound.passedOn())) {
      throw new IOException(
          "resumed %d times, each lost before a message got across (too long for the server?)"
              .formatted(Progress.PATIENCE));
    }
    List<PendingRequest<?>> lost = answer.restored() ? lostWithNode(answer) : List.of();
    int line = outbound.attachAgain(answer);
    if (line == 0) {
      throw new IOException(
          "the server says that it has had what was never sent, or misses what it had");
    }
    address = at;
    unacknowledgedMessages = 0;
    unacknowledgedBytes = 0;
    fail(lost, "the node was lost before the response; whether it was done is unknown");
    return line;
  }

  /** Those that a server may have seen, but will not answer, and that are not sent again. */
  private List<PendingRequest<?>> lostWithNode(SessionResumed answer) {
    long passedOn = outbound.hold();
    Set<Integer> unfinished = Set.copyOf(answer.unfinished());
    return pending.which(
        request ->
            !request.isDurable()
                && request.number() != PendingRequest.NO_NUMBER
                && request.number() <= passedOn
                && (request.number() > answer.received() || unfinished.contains(request.id())));
  }

  // ---- the end --------------------------------------------------------------------------------

  /**
   * Says that nobody comes back; what is queued can still be written. No handler is called any
   * more.
   */
  void close() {
    closed = true;
    if (outbound.isCounting()) {
      tellClose();
    }
    outbound.close();
  }

  private void tellClose() {
    outbound.putAnyway(
        out ->
            MessageCodec.writeNotification(
                SessionOperations.CLOSE.opcode(),
                SessionOperations.CLOSE.packet(),
                Empty.EMPTY,
                out));
  }

  boolean isClosed() {
    return closed;
  }

  /** Ends all requests in flight; call when nothing more can be sent. */
  void failPending(String why) {
    fail(request -> true, why);
  }

  private void fail(Predicate<PendingRequest<?>> which, String why) {
    fail(
        pending.which(which),
        "connection to %s ended before the response: %s".formatted(address, why));
  }

  private void fail(List<PendingRequest<?>> requests, String text) {
    for (PendingRequest<?> request : requests) {
      if (take(request.id()) != null) {
        client.dispatch().execute(() -> request.failed(Status.NOT_CONNECTED, text));
      }
    }
  }
}
