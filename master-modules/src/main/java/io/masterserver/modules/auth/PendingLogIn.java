package io.masterserver.modules.auth;

import io.masterserver.api.Exchange;
import io.masterserver.modules.auth.service.LogInOutcome;
import io.masterserver.modules.auth.session.LogInAttempt;
import java.util.function.Function;

/**
 * A log-in that is to be answered.
 *
 * @param answer makes the answer
 */
record PendingLogIn<A>(
    Exchange<?, A> exchange, LogInAttempt attempt, Function<LogInOutcome, A> answer) {

  void succeed(LogInOutcome outcome) {
    exchange.respond(answer.apply(outcome));
  }
}
