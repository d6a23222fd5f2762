package io.masterserver.runtime.peer;

import io.masterserver.api.PeerInfo;
import io.masterserver.core.wire.MalformedPacket;
import io.masterserver.core.wire.Message;
import io.masterserver.runtime.exchange.ExchangeOwner;
import io.masterserver.runtime.exchange.Handling;
import io.masterserver.runtime.exchange.LiveExchange;
import io.masterserver.runtime.exchange.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes exchanges of messages. */
final class Decoding {

  private static final Logger log = LoggerFactory.getLogger(Decoding.class);

  private Decoding() {}

  /** Returns the exchange of a message; null if its packet is malformed. */
  static <Q, A> @Nullable LiveExchange<Q, A> exchange(
      Message message,
      Handling<Q, A> handling,
      ExchangeOwner owner,
      PeerInfo info,
      Properties properties,
      long now) {
    try {
      return new LiveExchange<>(
          owner,
          info,
          properties,
          handling,
          handling.operation().packet().decode(message.data()),
          message.expectsResponse(),
          message.requestId(),
          now);
    } catch (MalformedPacket e) {
      log.debug("Peer [{}]: packet of {}: {}", info.id(), handling.operation(), e.getMessage());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      log.warn(
          "Peer [{}]: the codec of {} failed (expected: MalformedPacket for bad input)",
          info.id(),
          handling.operation(),
          e);
    }
    return null;
  }
}
