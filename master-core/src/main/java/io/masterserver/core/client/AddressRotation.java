package io.masterserver.core.client;

import java.util.LinkedHashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses that a client tries, in turn: it stays with one as long as that works.
 *
 * <p>At first only the configured one. A server that goes away may name others; the configured one
 * then comes behind them, so that a client never runs out of places to go. Threads: one at a time.
 */
final class AddressRotation {

  /** How many addresses of one notice are used. */
  static final int MAX_GIVEN = 64;

  private static final Logger LOG = LoggerFactory.getLogger(AddressRotation.class);

  private final ServerAddress configured;
  private List<ServerAddress> addresses;
  private int at;

  AddressRotation(ServerAddress configured) {
    this.configured = configured;
    this.addresses = List.of(configured);
  }

  ServerAddress current() {
    return addresses.get(at);
  }

  /** The current one does not work: it cannot be reached, or hangs up without a word. */
  void advance() {
    at = (at + 1) % addresses.size();
  }

  /** Starts over with {@code given}; changes nothing if none of them is an address. */
  void redirect(List<String> given) {
    var usable = new LinkedHashSet<ServerAddress>();
    for (String text : given.subList(0, Math.min(given.size(), MAX_GIVEN))) {
      try {
        usable.add(ServerAddress.parse(text));
      } catch (IllegalArgumentException e) {
        LOG.warn("Going-away notice of {}: {}; ignored", current(), e.getMessage());
      }
    }
    if (!usable.isEmpty()) {
      usable.add(configured);
      addresses = List.copyOf(usable);
      at = 0;
    }
  }
}
