package io.masterserver.runtime.module;

import io.masterserver.runtime.exchange.CorrelationId;
import io.masterserver.runtime.exchange.LiveExchange;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchanges that a module has kept open, so that they can be ended when it fails.
 *
 * <p>Others complete them, so finished ones are swept out when the list has doubled.
 */
final class OpenExchanges {

  private static final Logger log = LoggerFactory.getLogger(OpenExchanges.class);
  private static final int FIRST_SWEEP = 64;

  private final List<LiveExchange<?, ?>> exchanges = new ArrayList<>();
  private int sweepAt = FIRST_SWEEP;

  void add(LiveExchange<?, ?> exchange) {
    exchanges.add(exchange);
    if (exchanges.size() >= sweepAt) {
      exchanges.removeIf(LiveExchange::isComplete);
      sweepAt = Math.max(FIRST_SWEEP, 2 * exchanges.size());
    }
  }

  void abortAll(String module) {
    for (LiveExchange<?, ?> exchange : exchanges) {
      String correlationId = CorrelationId.next();
      if (exchange.abort(CorrelationId.internalServerError(correlationId))) {
        log.warn(
            "Module [{}] ended with {} open: the peer was told [correlation id {}]",
            module,
            exchange,
            correlationId);
      }
    }
    exchanges.clear();
  }
}
