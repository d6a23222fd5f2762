package io.masterserver.core.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses that a client tries, in turn: it stays with one as long as that works.
 *
 * <p>At first only the configured ones. A server that goes away may name others, which then come
 * first, and the ticket of a session names those where it can go on, which are tried as the
 * configured ones are: so a client never runs out of places to go. Threads: one at a time.
 */
final class AddressRotation {

  /** How many addresses of one notice, or ticket, are used. */
  static final int MAX_GIVEN = 64;

  private static final Logger LOG = LoggerFactory.getLogger(AddressRotation.class);

  private final List<ServerAddress> configured;
  private final Random random;
  private Set<ServerAddress> given = Set.of();
  private List<ServerAddress> known;
  private List<ServerAddress> addresses;
  private int at;

  /**
   * @param configured one or more
   */
  AddressRotation(List<ServerAddress> configured, Random random) {
    this.configured = configured;
    this.random = random;
    this.known = configured;
    this.addresses = configured;
  }

  ServerAddress current() {
    return addresses.get(at);
  }

  int count() {
    return addresses.size();
  }

  /** The current one does not work: it cannot be reached, or hangs up without a word. */
  void advance() {
    at = (at + 1) % addresses.size();
  }

  /** Starts over with {@code texts}; changes nothing if none of them is an address. */
  void redirect(List<String> texts) {
    Set<ServerAddress> usable = usable(texts);
    if (!usable.isEmpty()) {
      given = usable;
      addresses = all();
      at = 0;
    }
  }

  /**
   * A session can go on at {@code texts}, too. Stays where it is; the next ones come in an order of
   * this client's own, also those of the same cluster that were configured, so that those who lose
   * one server do not all go to the same other one.
   */
  void alsoTry(List<String> texts) {
    ServerAddress current = current();
    Set<ServerAddress> cluster = new LinkedHashSet<>(configured);
    cluster.addAll(usable(texts));
    known = new ArrayList<>(cluster);
    Collections.shuffle(known, random);
    addresses = all();
    at = addresses.indexOf(current);
    if (at < 0) {
      addresses.addFirst(current);
      at = 0;
    }
  }

  private List<ServerAddress> all() {
    Collection<ServerAddress> all = new LinkedHashSet<>(given);
    all.addAll(known);
    return new ArrayList<>(all);
  }

  private Set<ServerAddress> usable(List<String> texts) {
    var usable = new LinkedHashSet<ServerAddress>();
    for (String text : texts.subList(0, Math.min(texts.size(), MAX_GIVEN))) {
      try {
        usable.add(ServerAddress.parse(text));
      } catch (IllegalArgumentException e) {
        LOG.warn("{} named where else to connect: {}; ignored", current(), e.getMessage());
      }
    }
    return usable;
  }
}
