package io.masterserver.runtime.peer;

import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.Operation;
import io.masterserver.core.wire.Message;
import io.masterserver.runtime.exchange.LiveExchange;
import io.masterserver.runtime.registry.Route;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one peer that are not finished. A part of {@link PeerInbox}, not an object of its
 * own: there are many peers.
 */
abstract class PeerBacklog extends PeerReplies {

  /**
   * In order, and with a place for one, which is all that most peers need. A response among them is
   * the server's own: the answer to a message that was refused when it came.
   */
  final ArrayDeque<Message> waiting = new ArrayDeque<>(1);

  @Nullable Run run;
  @Nullable LiveExchange<?, ?> open;
  @Nullable List<LiveExchange<?, ?>> concurrent;

  PeerBacklog(PeerServices services, PeerInfo info) {
    super(services, info);
  }

  /** How many messages of the client are not finished. */
  int unfinished() {
    return waiting.size()
        + (run == null ? 0 : run.delivery.exchanges().size() - run.settled)
        + (open == null ? 0 : 1)
        + (concurrent == null ? 0 : concurrent.size());
  }

  /** Whether a module has something of this peer. */
  boolean isWaiting() {
    return run != null || open != null || (concurrent != null && !concurrent.isEmpty());
  }

  /** Ids of the requests that are not answered. */
  List<Integer> unfinishedRequests() {
    return Stream.concat(
            waiting.stream().filter(Message::expectsResponse).map(Message::requestId),
            withModules()
                .filter(LiveExchange::expectsResponse)
                .<Integer>map(LiveExchange::requestId))
        .toList();
  }

  /** The durable notifications that are not handled. */
  List<Message> unfinishedNotifications() {
    return Stream.concat(
            withModules()
                .filter(each -> isDurable(each) && !each.expectsResponse())
                .map(each -> notification(each)),
            waiting.stream().filter(this::isDurableNotification))
        .toList();
  }

  private Stream<LiveExchange<?, ?>> withModules() {
    Stream<LiveExchange<?, ?>> all =
        run == null ? Stream.of() : run.delivery.exchanges().stream().skip(run.settled);
    all = Stream.concat(Stream.ofNullable(open), all);
    return concurrent == null ? all : Stream.concat(concurrent.stream(), all);
  }

  private static <Q> Message notification(LiveExchange<Q, ?> exchange) {
    Operation<Q> operation = exchange.handling().operation();
    return Message.notification(operation.opcode(), operation.packet().encode(exchange.request()));
  }

  private boolean isDurableNotification(Message message) {
    Route route = services.routes().current().find(message.opcode());
    return route != null
        && route.handling().operation().isDurable()
        && !message.isResponse()
        && !message.expectsResponse();
  }

  private static boolean isDurable(LiveExchange<?, ?> exchange) {
    return exchange.handling().operation().isDurable();
  }

  /** Whether a module has a durable message, or one of its run. */
  boolean isDurableUnderWay() {
    return isWaiting() && withModules().anyMatch(PeerBacklog::isDurable);
  }

  /** Whether a module has left a durable message open, and may do something about it any time. */
  boolean isDurableLeftOpen() {
    return (open != null && isDurable(open))
        || (concurrent != null && concurrent.stream().anyMatch(PeerBacklog::isDurable));
  }
}
