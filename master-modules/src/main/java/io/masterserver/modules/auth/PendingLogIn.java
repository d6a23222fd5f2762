package io.masterserver.modules.auth;

import io.masterserver.api.Exchange;
import io.masterserver.modules.auth.online.OnlineAccount;
import io.masterserver.modules.auth.service.LogInOutcome;
import io.masterserver.modules.auth.session.LogInAttempt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A log-in that is to be answered.
 *
 * @param answer makes the answer
 * @param displaced who has had the account, and must go for it; set while it is checked
 */
record PendingLogIn<A>(
    Exchange<?, A> exchange,
    LogInAttempt attempt,
    Function<LogInOutcome, A> answer,
    AtomicReference<@Nullable OnlineAccount> displaced) {

  void succeed(LogInOutcome outcome) {
    exchange.respond(answer.apply(outcome));
  }
}
