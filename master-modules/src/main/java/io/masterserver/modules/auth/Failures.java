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
    switch (cause(failure)) {
      case Refused refused ->
          fail(exchange, refused.status(), String.valueOf(refused.getMessage()));
      case TooBusy busy ->
          fail(exchange, Status.FAILED, "The server is busy: try again in a moment");
      case DatabaseUnavailable gone -> {
        log.debug("{} failed", exchange, gone);
        fail(exchange, Status.FAILED, "The database does not answer: try again later");
      }
      case Throwable other -> {
        String correlationId = "%08x".formatted(ThreadLocalRandom.current().nextInt());
        log.error("{} failed [correlation id {}]", exchange, correlationId, other);
        fail(
            exchange,
            Status.ERROR,
            "Internal Server Error [correlation id %s]".formatted(correlationId));
      }
    }
  }

  /** Nobody waits for the answer any more when the operation took longer than it may. */
  private static void fail(Exchange<?, ?> exchange, Status status, String text) {
    if (exchange.isOpen()) {
      exchange.fail(status, text);
    }
  }

  static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
