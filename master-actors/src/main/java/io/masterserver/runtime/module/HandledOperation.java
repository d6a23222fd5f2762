package io.masterserver.runtime.module;

import io.masterserver.api.AccessRule;
import io.masterserver.api.Exchange;
import io.masterserver.api.Registration;
import io.masterserver.core.packet.Operation;
import io.masterserver.core.wire.Codec;
import io.masterserver.runtime.exchange.Handling;
import io.masterserver.runtime.exchange.LiveExchange;
import io.masterserver.runtime.registry.ModuleActors;
import io.masterserver.runtime.registry.Route;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A registration while the module is still refining it. */
final class HandledOperation<Q, A> implements Registration {

  private final Operation<Q> operation;
  private final @Nullable Codec<A> answer;
  private final Function<Exchange<Q, A>, ?> toCommand;
  private AccessRule access = AccessRule.anyone();
  private boolean concurrent;
  private boolean confidential;
  private boolean overriding;
  private Duration within;

  HandledOperation(
      Operation<Q> operation,
      @Nullable Codec<A> answer,
      Function<Exchange<Q, A>, ?> toCommand,
      Duration within) {
    this.operation = operation;
    this.answer = answer;
    this.toCommand = toCommand;
    this.within = within;
  }

  Route route(String module, ModuleActors actors) {
    return new Route(
        new Handling<>(
            module, operation, answer, toCommand, access, confidential, concurrent, within),
        actors,
        overriding);
  }

  int opcode() {
    return operation.opcode();
  }

  /** Makes the command of an exchange of this operation. */
  @SuppressWarnings("unchecked") // its types are those of the operation
  Object command(LiveExchange<?, ?> exchange) {
    return toCommand.apply((Exchange<Q, A>) exchange);
  }

  @Override
  public Registration requiring(AccessRule rule) {
    access = rule;
    return this;
  }

  @Override
  public Registration concurrent() {
    concurrent = true;
    return this;
  }

  @Override
  public Registration within(Duration time) {
    if (!time.isPositive()) {
      throw new IllegalArgumentException(
          "time-out of %s: %s (expected: more than zero)".formatted(operation, time));
    }
    within = time;
    return this;
  }

  @Override
  public Registration confidential() {
    confidential = true;
    return this;
  }

  @Override
  public Registration overriding() {
    overriding = true;
    return this;
  }
}
