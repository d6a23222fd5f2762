package io.masterserver.core.packet;

import io.masterserver.core.wire.Codec;

/**
 * An operation that nobody answers.
 *
 * @param <Q> what is told
 */
public record Notification<Q>(int opcode, String name, Codec<Q> packet, boolean isDurable)
    implements Operation<Q> {

  public Notification {
    OperationName.check(opcode, name);
  }

  /**
   * @param opcode 0 to 65535
   * @param name lower-case words with dashes
   */
  public static <Q> Notification<Q> of(int opcode, String name, Codec<Q> packet) {
    return new Notification<>(opcode, name, packet, false);
  }

  /** Returns this notification as one that {@link #isDurable is durable}. */
  public Notification<Q> durable() {
    return new Notification<>(opcode, name, packet, true);
  }

  @Override
  public String toString() {
    return "notification '%s' (opcode %d)".formatted(name, opcode);
  }
}
