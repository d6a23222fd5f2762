package io.masterserver.core.packet;

import io.masterserver.core.wire.Codec;

/**
 * An operation that is answered.
 *
 * @param <Q> what is asked
 * @param <A> what a successful response carries; any other carries a text
 */
public record Request<Q, A>(
    int opcode, String name, Codec<Q> packet, Codec<A> answer, boolean isDurable)
    implements Operation<Q> {

  public Request {
    OperationName.check(opcode, name);
  }

  /**
   * @param opcode 0 to 65535
   * @param name lower-case words with dashes
   */
  public static <Q, A> Request<Q, A> of(int opcode, String name, Codec<Q> packet, Codec<A> answer) {
    return new Request<>(opcode, name, packet, answer, false);
  }

  /** Returns this request as one that {@link #isDurable is durable}. */
  public Request<Q, A> durable() {
    return new Request<>(opcode, name, packet, answer, true);
  }

  @Override
  public String toString() {
    return "request '%s' (opcode %d)".formatted(name, opcode);
  }
}
