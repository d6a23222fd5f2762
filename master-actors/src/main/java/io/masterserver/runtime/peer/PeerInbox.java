package io.masterserver.runtime.peer;

import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.runtime.exchange.Delivery;
import io.masterserver.runtime.exchange.ExchangeOwner;
import io.masterserver.runtime.exchange.Handling;
import io.masterserver.runtime.exchange.LiveExchange;
import io.masterserver.runtime.registry.ModuleActors;
import io.masterserver.runtime.registry.Route;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one peer between arrival and answer. State of the {@link Peer}; its thread only.
 *
 * <p>Messages wait in order. A run of them, all for one module, is with that module; the first that
 * is not complete when its handler returns stays open, and everything behind it waits. Messages of
 * concurrent operations do not take part.
 */
final class PeerInbox extends PeerBacklog {

  /** Longest run that a module takes at a time: one peer shall not hold it longer than that. */
  private static final int LONGEST_RUN = 64;

  private boolean confidential;
  private final ExchangeOwner owner;

  private final PeerLimits limits;

  /** The client has gone: what it has sent is handled, but nobody waits for answers. */
  private boolean abandoned;

  /** The server wants no more of this client. */
  private boolean refusing;

  /** Whether anything has come. */
  private boolean begun;

  /** Whether what comes of durable messages is saved: the client has a session. */
  boolean saved;

  PeerInbox(PeerServices services, PeerInfo info, ExchangeOwner owner) {
    super(services, info);
    this.confidential = info.isConfidential();
    this.owner = owner;
    this.limits = services.limits().join(info.remoteAddress(), services.nanoClock().getAsLong());
  }

  /** The way to the peer. */
  PeerHandle handle() {
    return owner.handle();
  }

  /** Returns whether nothing had come before; from now on it has. */
  boolean begins() {
    boolean first = !begun;
    begun = true;
    return first;
  }

  /** Goes on over another connection, under what holds for that. */
  void moveTo(PeerInfo moved) {
    info = moved;
    confidential = moved.isConfidential();
    limits.moveTo(moved.remoteAddress(), services.nanoClock().getAsLong());
  }

  /**
   * Returns whether a message may be handled that is for the peer itself; if not, it is refused.
   */
  boolean admits(Message message, long now, WireWriter out) {
    if (refusing) {
      finished();
      return false;
    }
    String excess = limits.refusal(null, now);
    if (excess != null) {
      logExcess(excess);
      refuse(message, Status.RATE_LIMITED, excess, out);
    }
    return excess == null;
  }

  /**
   * Takes a message that is not a response, if it is not one too many; {@link #advance} hands it
   * on.
   */
  void add(Message message, long now, WireWriter out) {
    if (refusing) {
      finished();
      return;
    }
    Route route = services.routes().current().find(message.opcode());
    String excess = limits.refusal(route == null ? null : route.limit(), now);
    if (excess != null) {
      logExcess(excess);
      refuseInOrder(message, route, Status.RATE_LIMITED, excess, out);
    } else if (route != null && route.handling().operation().isDurable()) {
      addDurable(message, route, now, out);
    } else if (route != null && route.handling().concurrent()) {
      handOn(message, route, out);
    } else {
      waiting.addLast(message);
    }
  }

  private void addDurable(Message message, Route route, long now, WireWriter out) {
    if (saved && message.expectsResponse() && services.sessions().isStoreAway(now)) {
      refuseInOrder(
          message,
          route,
          Status.FAILED,
          "what comes of %s cannot be saved at the moment (try again later)"
              .formatted(route.handling().operation().name()),
          out);
      return;
    }
    if (!message.expectsResponse()) {
      durable(); // nothing else tells the client that it may forget it
    }
    if (route.handling().concurrent()) {
      handOn(message, route, out);
    } else {
      waiting.addLast(message);
    }
  }

  private void refuseInOrder(
      Message message, @Nullable Route route, Status status, String text, WireWriter out) {
    if (!message.expectsResponse() || (route != null && route.handling().concurrent())) {
      refuse(message, status, text, out);
    } else {
      waiting.addLast(ReplyWriter.response(message, status, text));
    }
  }

  private void handOn(Message message, Route route, WireWriter out) {
    LiveExchange<?, ?> exchange = accept(message, route, out);
    if (exchange != null) {
      if (concurrent == null) {
        concurrent = new ArrayList<>(2);
      }
      concurrent.add(exchange);
      route.module().tell(new Delivery(owner, List.of(exchange)));
    }
  }

  /** Hands on what can be handed on. */
  void advance(WireWriter out) {
    while (run == null && open == null) {
      Message message = waiting.pollFirst();
      if (message == null) {
        return;
      }
      if (message.isResponse()) {
        finished();
        ReplyWriter.write(message, properties(), out);
        continue;
      }
      Route route = services.routes().current().find(message.opcode());
      if (route == null) {
        services.metrics().unhandled().increment();
        refuse(
            message,
            Status.NOT_HANDLED,
            services.settings().msfErrorTexts()
                ? ErrorText.INTERNAL
                : "opcode %d is not handled".formatted(message.opcode()),
            out);
        continue;
      }
      LiveExchange<?, ?> exchange = accept(message, route, out);
      if (exchange != null) {
        start(message, route.module(), exchange);
      }
    }
  }

  private void start(Message first, ModuleActors module, LiveExchange<?, ?> exchange) {
    List<Message> messages = List.of(first);
    List<LiveExchange<?, ?>> exchanges = List.of(exchange);
    if (!waiting.isEmpty()) {
      messages = new ArrayList<>(messages);
      exchanges = new ArrayList<>(exchanges);
      extend(messages, exchanges, module);
    }
    var delivery = new Delivery(owner, exchanges);
    run = new Run(delivery, messages);
    module.tell(delivery);
  }

  private void extend(
      List<Message> messages, List<LiveExchange<?, ?>> exchanges, ModuleActors module) {
    while (exchanges.size() < LONGEST_RUN) {
      Message next = waiting.peekFirst();
      if (next == null || next.isResponse()) {
        return;
      }
      Route route = services.routes().current().find(next.opcode());
      if (route == null
          || route.module() != module
          || AccessCheck.refusal(route.handling(), properties(), confidential) != null) {
        return;
      }
      LiveExchange<?, ?> exchange = decoded(next, route.handling());
      if (exchange == null) {
        return; // refused when it is the first in the queue: its answer comes behind those ahead
      }
      waiting.pollFirst();
      messages.add(next);
      exchanges.add(exchange);
    }
  }

  /** Returns the exchange of a message that may go to its module; else answers and returns null. */
  private @Nullable LiveExchange<?, ?> accept(Message message, Route route, WireWriter out) {
    Handling<?, ?> handling = route.handling();
    String refusal = AccessCheck.refusal(handling, properties(), confidential);
    if (refusal != null) {
      services.metrics().unauthorized().increment();
      refuse(message, Status.UNAUTHORIZED, refusal, out);
      return null;
    }
    LiveExchange<?, ?> exchange = decoded(message, handling);
    if (exchange == null) {
      services.metrics().malformedPackets().increment();
      refuse(
          message,
          Status.INVALID,
          "the packet of %s is malformed".formatted(handling.operation().name()),
          out);
    }
    return exchange;
  }

  private @Nullable LiveExchange<?, ?> decoded(Message message, Handling<?, ?> handling) {
    return Decoding.exchange(
        message, handling, owner, info, properties(), services.nanoClock().getAsLong());
  }

  // ---- back from the module -------------------------------------------------------------------

  void ran(Delivery delivery, int processed, boolean lastOpen, WireWriter out) {
    if (run == null || run.delivery != delivery) {
      if (!lastOpen) {
        delivery.exchanges().forEach(exchange -> completed(exchange, out));
      }
      cancelUnanswerable();
      return;
    }
    Run ended = run;
    List<LiveExchange<?, ?>> exchanges = delivery.exchanges();
    for (int i = ended.settled; i < processed; i++) {
      // One that was left open reports itself, behind what was sent to the peer before it.
      boolean reportsLater = lastOpen && i == processed - 1 && ended.reported != exchanges.get(i);
      if (reportsLater || !settle(exchanges.get(i), out)) {
        open = exchanges.get(i);
        if (i > 0) {
          open.restartClock(services.nanoClock().getAsLong());
        }
      }
    }
    for (int i = exchanges.size() - 1; i >= Math.max(processed, ended.settled); i--) {
      waiting.addFirst(ended.messages.get(i));
    }
    run = null;
    if (refusing) {
      discardWaiting();
    }
    cancelUnanswerable();
    advance(out);
  }

  void completed(LiveExchange<?, ?> exchange, WireWriter out) {
    if (exchange == open) {
      settle(exchange, out);
      open = null;
      advance(out);
    } else if (run != null && run.delivery.exchanges().contains(exchange)) {
      run.reported = exchange;
    } else if (concurrent != null && exchange.isComplete() && concurrent.remove(exchange)) {
      settle(exchange, out);
    }
  }

  // ---- time-outs ------------------------------------------------------------------------------

  /** Returns how many nanoseconds are left until the earliest deadline, or {@code none}. */
  long earliestDeadline(long now, long none) {
    long left = none;
    if (run != null) {
      left = Math.min(left, run.delivery.exchanges().get(run.settled).deadlineNanos() - now);
    }
    if (open != null) {
      left = Math.min(left, open.deadlineNanos() - now);
    }
    if (concurrent != null) {
      for (LiveExchange<?, ?> exchange : concurrent) {
        left = Math.min(left, exchange.deadlineNanos() - now);
      }
    }
    return left;
  }

  /** Cuts off modules whose time is up. */
  void timeOut(long now, WireWriter out) {
    if (run != null) {
      timeOutRun(run, now, out);
    }
    if (open != null && cutOff(open, now, out)) {
      open = null;
    }
    if (concurrent != null) {
      concurrent.removeIf(exchange -> cutOff(exchange, now, out));
    }
    advance(out);
  }

  private void timeOutRun(Run overdue, long now, WireWriter out) {
    List<LiveExchange<?, ?>> exchanges = overdue.delivery.exchanges();
    while (overdue.settled < exchanges.size()) {
      LiveExchange<?, ?> exchange = exchanges.get(overdue.settled);
      if (!settle(exchange, out) && !cutOff(exchange, now, out)) {
        return;
      }
      overdue.settled++;
    }
    run = null;
  }

  // ---- the end --------------------------------------------------------------------------------

  /**
   * The client has gone. What it has sent is still handled, in order; {@link #isIdle} says when.
   */
  void abandon(WireWriter out) {
    abandoned = true;
    cancelUnanswerable();
    advance(out);
  }

  /** Gives up what waits and whatever else comes: the client is being disconnected. */
  void refuseMore() {
    refusing = true;
    discardWaiting();
  }

  /** Whether the server wants no more of this client. */
  boolean isRefusing() {
    return refusing;
  }

  /** Whether nothing of this client is left to be handled. */
  boolean isIdle() {
    return waiting.isEmpty() && !isWaiting();
  }

  private void discardWaiting() {
    finished(waiting.size());
    waiting.clear();
  }

  /**
   * Gives up exchanges that a module keeps to answer later, when nobody is there to be answered.
   */
  private void cancelUnanswerable() {
    if (!abandoned) {
      return;
    }
    if (open != null && open.handling().answer() != null) {
      open.cancel();
      open = null;
    }
    if (concurrent != null) {
      concurrent.stream()
          .filter(exchange -> exchange.handling().answer() != null)
          .forEach(LiveExchange::cancel);
      concurrent.removeIf(exchange -> exchange.handling().answer() != null);
    }
  }

  /** Gives everything up: the peer ends. */
  void cancelAll() {
    limits.leave(services.nanoClock().getAsLong());
    if (run != null) {
      run.delivery.exchanges().forEach(LiveExchange::cancel);
    }
    if (open != null) {
      open.cancel();
    }
    if (concurrent != null) {
      concurrent.forEach(LiveExchange::cancel);
    }
  }
}
