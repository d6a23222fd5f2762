package io.masterserver.runtime.module;

import io.masterserver.runtime.exchange.CorrelationId;
import io.masterserver.runtime.exchange.LiveExchange;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchanges that a module has kept open, so that they can be ended when it fails.
 *
 * <p>Others complete them, in any thread, and then they are let go at once: each holds its peer,
 * and what the peer has sent.
 */
final class OpenExchanges {

  private static final Logger log = LoggerFactory.getLogger(OpenExchanges.class);

  private final Set<LiveExchange<?, ?>> exchanges = ConcurrentHashMap.newKeySet();

  void add(LiveExchange<?, ?> exchange) {
    exchanges.add(exchange);
    exchange.whenComplete(exchanges::remove);
  }

  int size() {
    return exchanges.size();
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
