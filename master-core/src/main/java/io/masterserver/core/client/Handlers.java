package io.masterserver.core.client;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Operation;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.MalformedPacket;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client does with the messages of the server, by opcode. Threads: any. */
final class Handlers {

  private static final Logger LOG = LoggerFactory.getLogger(Handlers.class);

  private static final Set<Integer> HANDLED_BY_CLIENT =
      Set.of(
          CoreOperations.PING.opcode(),
          CoreOperations.GOING_AWAY.opcode(),
          CoreOperations.DISCONNECTED.opcode(),
          SessionOperations.ACKNOWLEDGE.opcode());

  /** An operation with its handler, so that both have the same types. */
  private sealed interface Entry {}

  private record ForNotification<P>(Notification<P> operation, Consumer<? super P> handler)
      implements Entry {}

  private record ForRequest<Q, A>(
      Request<Q, A> operation, Function<? super Q, ? extends CompletionStage<Response<A>>> handler)
      implements Entry {}

  private final Map<Integer, Entry> byOpcode = new ConcurrentHashMap<>();

  <P> void put(Notification<P> operation, Consumer<? super P> handler) {
    put(operation, new ForNotification<>(operation, handler));
  }

  <Q, A> void put(
      Request<Q, A> operation,
      Function<? super Q, ? extends CompletionStage<Response<A>>> handler) {
    put(operation, new ForRequest<>(operation, handler));
  }

  private void put(Operation<?> operation, Entry entry) {
    if (HANDLED_BY_CLIENT.contains(operation.opcode())) {
      throw new IllegalArgumentException(
          "%s is handled by the client itself (use a ConnectionListener)".formatted(operation));
    }
    byOpcode.put(operation.opcode(), entry);
  }

  void remove(Operation<?> operation) {
    byOpcode.remove(operation.opcode());
  }

  /** Call on the dispatch thread. */
  void handle(Message message, Session from) {
    switch (byOpcode.get(message.opcode())) {
      case null -> notHandled(message, from);
      case ForNotification<?> entry -> handle(entry, message, from);
      case ForRequest<?, ?> entry -> handle(entry, message, from);
    }
  }

  private static void notHandled(Message message, Session from) {
    LOG.debug("{} sent opcode {}, which has no handler", from.address(), message.opcode());
    fail(message, from, Status.NOT_HANDLED, "no handler for opcode " + message.opcode());
  }

  private static <P> void handle(ForNotification<P> entry, Message message, Session from) {
    P packet = decode(entry.operation(), message, from);
    if (packet == null) {
      return;
    }
    try {
      entry.handler().accept(packet);
    } catch (Throwable e) {
      threw(entry.operation(), e, message, from);
      return;
    }
    if (message.expectsResponse()) {
      from.respond(message, Status.SUCCESS, Empty.CODEC, Empty.EMPTY);
    }
  }

  private static <Q, A> void handle(ForRequest<Q, A> entry, Message message, Session from) {
    Q packet = decode(entry.operation(), message, from);
    if (packet == null) {
      return;
    }
    try {
      CompletionStage<Response<A>> later =
          Objects.requireNonNull(entry.handler().apply(packet), "what the handler returned");
      var unused =
          later.whenComplete(
              (response, failure) -> answer(entry.operation(), response, failure, message, from));
    } catch (Throwable e) {
      threw(entry.operation(), e, message, from);
    }
  }

  private static <A> void answer(
      Request<?, A> operation,
      @Nullable Response<A> response,
      @Nullable Throwable failure,
      Message message,
      Session from) {
    if (response == null) {
      Throwable why = failure != null ? failure : new NullPointerException("no response");
      threw(operation, why, message, from);
      return;
    }
    if (!message.expectsResponse()) {
      return;
    }
    try {
      switch (response) {
        case Response.Success<A>(A value) ->
            from.respond(message, Status.SUCCESS, operation.answer(), value);
        case Response.Failure<A>(Status status, String text) ->
            from.respond(message, status, Codec.TEXT, text);
      }
    } catch (RuntimeException e) {
      threw(operation, e, message, from); // the answer cannot be expressed
    }
  }

  private static <P> @Nullable P decode(Operation<P> operation, Message message, Session from) {
    try {
      return operation.packet().decode(message.data());
    } catch (MalformedPacket e) {
      String why = "%s: %s".formatted(operation, e.getMessage());
      from.undecodable(why);
      fail(message, from, Status.INVALID, why);
      return null;
    }
  }

  private static void threw(
      Operation<?> operation, Throwable failure, Message message, Session from) {
    LOG.error("The handler of {} failed", operation, failure);
    fail(message, from, Status.ERROR, "Internal error");
  }

  private static void fail(Message message, Session from, Status status, String text) {
    if (message.expectsResponse()) {
      from.respond(message, status, Codec.TEXT, text);
    }
  }
}
