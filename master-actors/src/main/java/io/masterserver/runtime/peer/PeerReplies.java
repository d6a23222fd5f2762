package io.masterserver.runtime.peer;

import io.masterserver.api.PeerInfo;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.runtime.exchange.EncodedProperty;
import io.masterserver.runtime.exchange.Handling;
import io.masterserver.runtime.exchange.LiveExchange;
import io.masterserver.runtime.exchange.Outcome;
import io.masterserver.runtime.exchange.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes of the messages of one peer: answers, changed properties, and the count of those that
 * are finished. A part of {@link PeerInbox}, not an object of its own: there are many peers.
 */
abstract class PeerReplies {

  private static final Logger log = LoggerFactory.getLogger(PeerInbox.class);

  final PeerServices services;
  PeerInfo info;
  private Properties properties = Properties.NONE;
  private int finished;

  /** Whether something has come about that must not be lost with the node. */
  private boolean durable;

  /** Whether the log says that messages were refused because there were too many. */
  private boolean excessLogged;

  PeerReplies(PeerServices services, PeerInfo info) {
    this.services = services;
    this.info = info;
  }

  final Properties properties() {
    return properties;
  }

  /** Sets a property. */
  final void set(PropertyKey<?> key, Object value) {
    durable |= key.isDurable() || properties.isDurable(key.code());
    properties = properties.with(key, value);
  }

  /** Sets a property from another node. */
  final void set(EncodedProperty property) {
    durable |= property.durable() || properties.isDurable(property.code());
    properties = properties.with(property);
  }

  /** Removes a property. */
  final void clear(int code) {
    durable |= properties.isDurable(code);
    properties = properties.without(code);
  }

  /** Something has come about that must not be lost with the node. */
  final void durable() {
    durable = true;
  }

  /** Returns whether something has, since the last call. */
  final boolean takeDurable() {
    boolean was = durable;
    durable = false;
    return was;
  }

  /** Counts a message that needs nothing more. */
  final void finished() {
    finished++;
  }

  /** Counts messages that need nothing more. */
  final void finished(int count) {
    finished += count;
  }

  /** Returns how many messages were finished since the last call. */
  final int takeFinished() {
    int count = finished;
    finished = 0;
    return count;
  }

  /** Says in the log that there are too many messages; once. */
  final void logExcess(String text) {
    if (!excessLogged) {
      excessLogged = true;
      log.warn(
          "Peer [{}] from {}: {}; the next ones are only counted",
          info.id(),
          info.remoteAddress(),
          text);
    }
  }

  final void refuse(Message message, Status status, String text, WireWriter out) {
    finished++;
    if (message.expectsResponse()) {
      ReplyWriter.write(ReplyWriter.response(message, status, text), properties, out);
    }
  }

  /** Writes the reply and applies the changes of an exchange; false if it is not complete. */
  final boolean settle(LiveExchange<?, ?> exchange, WireWriter out) {
    Outcome outcome = exchange.outcome();
    if (outcome == null) {
      return false;
    }
    if (!(outcome instanceof Outcome.Broken || outcome instanceof Outcome.GivenUp)) {
      Properties before = properties;
      properties = exchange.changes().appliedTo(properties);
      durable |= properties != before && !properties.hasSameDurable(before);
    }
    durable |= exchange.handling().operation().isDurable();
    ReplyWriter.write(exchange, outcome, properties, out);
    finished++;
    return true;
  }

  /** Gives an exchange up if its time is up; false if it has time left. */
  final boolean cutOff(LiveExchange<?, ?> exchange, long now, WireWriter out) {
    if (exchange.deadlineNanos() - now > 0) {
      return false;
    }
    if (!exchange.cancel()) {
      return settle(exchange, out); // it was complete a moment before
    }
    Handling<?, ?> handling = exchange.handling();
    services.metrics().timeouts().increment();
    log.warn(
        "Module [{}] did not answer {} of peer [{}] within {}: the peer was told Timeout",
        handling.module(),
        handling.operation(),
        info.id(),
        handling.within());
    String text =
        "%s was not answered within %s".formatted(handling.operation().name(), handling.within());
    ReplyWriter.write(exchange, new Outcome.NotDone(Status.TIMEOUT, text), properties, out);
    finished++;
    return true;
  }
}
