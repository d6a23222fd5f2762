package io.masterserver.core.client;

import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.wire.MalformedPacket;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request that waits for its response. Ended once: by whoever takes it from the pending ones. */
final class PendingRequest<A> {

  /** The number of a request that has not been counted, yet or ever. */
  static final long NO_NUMBER = 0;

  private final Request<?, A> operation;
  private final Consumer<Response<A>> completion;
  private volatile @Nullable Future<?> timeout;
  private volatile boolean taken;
  private volatile int id; // set once, before others see it
  private volatile long number = NO_NUMBER;

  /**
   * @param completion the user's; runs on the dispatch thread
   */
  PendingRequest(Request<?, A> operation, Consumer<Response<A>> completion) {
    this.operation = operation;
    this.completion = completion;
  }

  // ---- its place in the session ---------------------------------------------------------------

  boolean isCounted() {
    return SessionOperations.isCounted(operation.opcode());
  }

  boolean isDurable() {
    return operation.isDurable();
  }

  void identifiedBy(int newId) {
    id = newId;
  }

  int id() {
    return id;
  }

  /** The how-manyth message of the session it is; again when it is sent again. */
  void countedAs(long newNumber) {
    number = newNumber;
  }

  long number() {
    return number;
  }

  // ---- its end --------------------------------------------------------------------------------

  void endsBy(Future<?> timer) {
    timeout = timer;
  }

  /** Somebody is about to end it: nobody needs its time-out, or its frame, any more. */
  void taken() {
    taken = true;
    Future<?> timer = timeout;
    if (timer != null) {
      timer.cancel(false);
    }
  }

  boolean isTaken() {
    return taken;
  }

  /** Call on the dispatch thread. */
  void answered(Message message, Counters counters) {
    completion.accept(read(message, counters));
  }

  /** Call on the dispatch thread. */
  void failed(Status status, String text) {
    completion.accept(Response.failure(status, text));
  }

  private Response<A> read(Message message, Counters counters) {
    if (message.status() != Status.SUCCESS) {
      return Response.failure(message.status(), message.data().utf8());
    }
    try {
      return Response.success(operation.answer().decode(message.data()));
    } catch (MalformedPacket e) {
      counters.undecodable.increment();
      return Response.failure(
          Status.INVALID, "response to %s: %s".formatted(operation, e.getMessage()));
    }
  }
}
