package io.masterserver.modules.auth;

import io.masterserver.api.Exchange;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.password.TooBusy;
import io.masterserver.modules.auth.service.Refused;
import io.masterserver.modules.database.DatabaseUnavailable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients are told when an operation has failed. */
final class Failures {

  private static final Logger log = LoggerFactory.getLogger(AuthModule.class);

  private Failures() {}

  static void answer(Exchange<?, ?> exchange, Throwable failure) {
    if (!exchange.isOpen()) {
      return;
    }
    switch (cause(failure)) {
      case Refused refused -> exchange.fail(refused.status(), String.valueOf(refused.getMessage()));
      case TooBusy busy -> exchange.fail("The server is busy: try again in a moment");
      case DatabaseUnavailable gone -> {
        log.debug("{} failed", exchange, gone);
        exchange.fail("The database does not answer: try again later");
      }
      case Throwable other -> {
        String correlationId = "%08x".formatted(ThreadLocalRandom.current().nextInt());
        log.error("{} failed [correlation id {}]", exchange, correlationId, other);
        exchange.fail(
            Status.ERROR, "Internal server error [correlation id %s]".formatted(correlationId));
      }
    }
  }

  static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
