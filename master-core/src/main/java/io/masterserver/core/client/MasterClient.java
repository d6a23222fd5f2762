package io.masterserver.core.client;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Operation;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a master server that is there again when it was lost.
 *
 * <pre>{@code
 * var client = MasterClient.builder().address("localhost", 5001).build();
 * client.connect().toCompletableFuture().get(10, SECONDS);
 * client.send(SAVE, new PersonalInfo("John", 34), RELIABLE);
 * client.request(GET, EMPTY, (status, response) -> {
 *   if (status != SUCCESS) …
 * });
 * }</pre>
 *
 * <p><b>Transport.</b> TCP or WebSocket, see {@link ClientBuilder}; all that follows holds for
 * both.
 *
 * <p><b>Threads.</b> All methods may be called by any thread. A connection has two virtual threads:
 * one reads, one writes, and over TCP puts all messages that wait into one write. <b>Your</b> code
 * — handlers, callbacks, listeners, and what depends on a stage that is not complete yet — runs on
 * a third one, the dispatch thread of the client: one call at a time, in the order in which the
 * messages came. (It is there only while there is something to run, so thread locals do not last.)
 * It may block; meanwhile the client goes on reading until {@link ClientBuilder#inboundBytes} are
 * waiting, then it stops, and TCP slows the server down. So never wait there for a response <em>of
 * the same client</em>: it could only be told by the thread that waits. Time-outs of all clients of
 * a JVM are kept by one daemon thread; another one reads the sockets of all WebSockets that trust
 * the same certificates.
 *
 * <p><b>Sessions.</b> Where the server gives one, see {@link ClientBuilder#sessions}, the client
 * goes on over its next connection as if nothing had happened. Messages, requests and answers that
 * were on their way are sent again, those sent meanwhile wait, and each is handled once, in order,
 * on both sides. Only {@code UNRELIABLE} messages are lost with a connection, and dropped while
 * there is none. When the server's <em>node</em> has died, another one goes on with what was saved:
 * messages of {@linkplain Operation#isDurable durable} operations are still handled once; a request
 * of any other that was in flight ends with {@code NOT_CONNECTED}, and may or may not have been
 * done. The same goes for all requests in flight when the session is over, or where there is none.
 *
 * <p><b>Order.</b> What one thread sends arrives in that order, within a session or else over one
 * connection.
 *
 * <p><b>Keeping the connection.</b> The client pings the server when nothing else is sent, see
 * {@link ClientBuilder#keepAlive}, and answers the server's pings by itself; it leaves that answer
 * out while more than half of {@link ClientBuilder#outboundBytes} are waiting.
 *
 * <p><b>Losing the connection.</b> See {@link ReconnectPolicy}, and {@link ConnectionListener} for
 * what you are told. The client comes back to where it was, then tries the other addresses that it
 * was configured with, or that came with the session, until the server does not keep the session
 * any longer. A server that goes away may say how long to wait (at most a minute is heeded) and
 * where else to go; those addresses are tried first. A client with a session then lets what is in
 * flight finish, for 5 seconds at most, keeps what is new, and goes by itself. To a client that
 * came by WebSocket addresses are other servers for the same URI.
 */
public final class MasterClient implements AutoCloseable {

  private static final int REFUSAL_WEIGHT = 64;

  private final ClientSettings settings;
  private final Handlers handlers = new Handlers();
  private final Counters counters = new Counters();
  private final Dispatch dispatch;
  private final Link link;

  MasterClient(ClientSettings settings) {
    this.settings = settings;
    this.dispatch = new Dispatch(settings.inboundBytes());
    this.link = new Link(new ClientContext(settings, dispatch, handlers, counters));
  }

  public static ClientBuilder builder() {
    return new ClientBuilder();
  }

  // ---- connection -----------------------------------------------------------------------------

  /**
   * Connects, once: when all addresses have failed, that is not repeated. While the client is
   * connecting or reconnecting it joins what is under way; when connected it does nothing.
   *
   * @return complete when connected; failed with an {@link java.io.IOException} that says why, or
   *     with an {@link IllegalStateException} after {@link #close}
   */
  public CompletionStage<Void> connect() {
    return link.connect();
  }

  /**
   * Whether a message sent now has a connection to go out on. While a session is without one, this
   * is false, and yet {@code send} and {@code request} take what is to go out on the next.
   */
  public boolean isConnected() {
    Session session = link.session();
    return session != null && session.outbound().isAttached();
  }

  /** Every listener hears of everything from now on, in the order in which they were added. */
  public void addListener(ConnectionListener listener) {
    link.listeners().add(listener);
  }

  public void removeListener(ConnectionListener listener) {
    link.listeners().remove(listener);
  }

  /**
   * Closes the client for good, and its session. What was sent before is still written if there is
   * a connection, for a second at most; requests in flight end with {@code NOT_CONNECTED}; no
   * handler is started any more. Does not wait, so handlers may call it. Does nothing the second
   * time.
   */
  @Override
  public void close() {
    link.close();
  }

  /** What was counted so far. */
  public ClientStatistics statistics() {
    return counters.snapshot();
  }

  // ---- sending --------------------------------------------------------------------------------

  /** Sends a message that is not answered, {@link DeliveryMethod#RELIABLE}. */
  public <P> boolean send(Operation<P> operation, P packet) {
    return send(operation, packet, DeliveryMethod.RELIABLE);
  }

  /**
   * Sends a message that is not answered.
   *
   * <p>When the server does not keep up, {@code UNRELIABLE} messages are dropped from half of
   * {@link ClientBuilder#outboundBytes} on. The others wait for room, at most {@link
   * ClientBuilder#sendTimeout} or until the thread is interrupted. So they do while a session is
   * without a connection, and as much is waiting as may be kept.
   *
   * @return whether it was queued; false if not connected, or if there was no room
   * @throws IllegalArgumentException if the packet cannot be expressed, or is too long
   */
  public <P> boolean send(Operation<P> operation, P packet, DeliveryMethod method) {
    Session session = link.session();
    return session != null && session.send(operation, packet, method);
  }

  /** Asks, and waits at most {@link ClientBuilder#requestTimeout} for the response. */
  public <Q, A> CompletionStage<Response<A>> request(Request<Q, A> operation, Q packet) {
    return request(operation, packet, settings.requestTimeout());
  }

  /**
   * Asks, and waits at most {@code timeout} for the response.
   *
   * <p>The stage never fails. Besides what the server answers, its response may be {@code TIMEOUT};
   * {@code NOT_CONNECTED}, when there is no connection or session, or it ended; {@code INVALID},
   * when the server's answer cannot be read; {@code FAILED}, when too many requests are in flight
   * or the outbound queue stayed full. The text says which.
   *
   * <p>Waits like a reliable {@link #send} for room to be sent, and, if it is to be refused, until
   * fewer than {@link ClientBuilder#inboundBytes} wait for the dispatch thread.
   *
   * @param timeout more than 0
   * @throws IllegalArgumentException if the packet cannot be expressed, or is too long
   */
  public <Q, A> CompletionStage<Response<A>> request(
      Request<Q, A> operation, Q packet, Duration timeout) {
    var stage = new CompletableFuture<Response<A>>();
    ask(operation, packet, timeout, stage::complete);
    return stage;
  }

  /**
   * Asks like {@link #request(Request, Object)}, and calls {@code callback} with what the stage
   * would complete with.
   */
  public <Q, A> void request(Request<Q, A> operation, Q packet, ResponseCallback<A> callback) {
    ask(
        operation,
        packet,
        settings.requestTimeout(),
        response -> callback.completed(response.status(), response));
  }

  private <Q, A> void ask(
      Request<Q, A> operation, Q packet, Duration timeout, Consumer<Response<A>> completion) {
    ClientBuilder.positive("request time-out", timeout);
    @Nullable Session session = link.session();
    if (session != null) {
      session.request(operation, packet, timeout, completion);
      return;
    }
    Response<A> refusal =
        Response.failure(
            Status.NOT_CONNECTED, "not connected to " + settings.addresses().getFirst());
    dispatch.executeWithinBound(REFUSAL_WEIGHT, () -> completion.accept(refusal));
  }

  /**
   * Measures a round trip, the time that the response waits for the dispatch thread included.
   *
   * @return failed with an {@link IllegalStateException} if the server did not answer
   */
  public CompletionStage<Duration> ping() {
    long started = System.nanoTime();
    return request(CoreOperations.PING, started)
        .thenApply(response -> Duration.ofNanos(System.nanoTime() - response.value()));
  }

  // ---- receiving ------------------------------------------------------------------------------

  /**
   * Calls {@code handler} with every message of the operation; replaces an earlier handler of the
   * opcode. If the server wants a response, it gets {@code SUCCESS} without data when the handler
   * returns, and {@code ERROR} when it throws. Responses are not handled, even if they are requests
   * as well.
   *
   * @throws IllegalArgumentException if the client handles that opcode itself
   */
  public <P> void handle(Notification<P> operation, Consumer<? super P> handler) {
    handlers.put(operation, handler);
  }

  /**
   * Answers the server's requests with what {@code handler} returns; replaces an earlier handler of
   * the opcode. Messages that want no response are handled as well, and what is returned is
   * ignored. A handler that throws answers {@code ERROR}. Without a handler, the server gets {@code
   * NOT_HANDLED}; if its packet cannot be read, {@code INVALID}.
   *
   * @throws IllegalArgumentException if the client handles that opcode itself
   */
  public <Q, A> void handle(Request<Q, A> operation, Function<? super Q, Response<A>> handler) {
    handleAsync(operation, packet -> CompletableFuture.completedStage(handler.apply(packet)));
  }

  /**
   * Like {@link #handle(Request, Function)}, but the answer may come later, from any thread, while
   * other messages are handled. A stage that fails answers {@code ERROR}; one that never completes
   * leaves the server waiting until its own time-out.
   */
  public <Q, A> void handleAsync(
      Request<Q, A> operation,
      Function<? super Q, ? extends CompletionStage<Response<A>>> handler) {
    handlers.put(operation, handler);
  }

  /** Requests of the operation get {@code NOT_HANDLED} from now on. */
  public void removeHandler(Operation<?> operation) {
    handlers.remove(operation);
  }
}
