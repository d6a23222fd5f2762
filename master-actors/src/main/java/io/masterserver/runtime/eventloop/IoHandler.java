package io.masterserver.runtime.eventloop;

/** Whom a loop calls when something can be done with a channel. */
@FunctionalInterface
public interface IoHandler {

  /**
   * Called on the channel's loop. What is not done about it, nor struck off the channel's interest,
   * is told again.
   *
   * @param operations what can be done, as {@link java.nio.channels.SelectionKey} has it
   */
  void ready(int operations);
}
