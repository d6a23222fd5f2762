package io.masterserver.runtime.exchange;

import io.masterserver.api.AccessRule;
import io.masterserver.api.Exchange;
import io.masterserver.core.packet.Operation;
import io.masterserver.core.wire.Codec;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a module handles an operation.
 *
 * @param module the module's name
 * @param answer the codec of an answer; null for a notification
 * @param toCommand makes the command that the module's actor gets
 * @param confidential whether the message must not have been readable on its way
 * @param concurrent whether the peer's other messages need not wait
 * @param within when the module is cut off
 */
public record Handling<Q, A>(
    String module,
    Operation<Q> operation,
    @Nullable Codec<A> answer,
    Function<Exchange<Q, A>, ?> toCommand,
    AccessRule access,
    boolean confidential,
    boolean concurrent,
    Duration within) {

  /** Returns the same with another rule for access. */
  public Handling<Q, A> requiring(AccessRule other) {
    return new Handling<>(
        module, operation, answer, toCommand, other, confidential, concurrent, within);
  }

  /** The time-out in nanoseconds. */
  long withinNanos() {
    return within.toNanos();
  }
}
