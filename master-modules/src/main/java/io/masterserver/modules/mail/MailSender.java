package io.masterserver.modules.mail;

import io.masterserver.modules.mail.MailTransport.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the queue, mail by mail.
 *
 * <p>Threads: {@link #round} one at a time, never an actor's; {@link #stop} any.
 */
final class MailSender {

  /**
   * How a round ended.
   *
   * @param pause how long to wait before the next one
   * @param reachable whether a mail that is stored meanwhile may be tried before that
   */
  record Round(Duration pause, boolean reachable) {}

  private static final Logger log = LoggerFactory.getLogger(MailSender.class);

  /** What is due now and could not be claimed is being claimed by another node. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

  private final MailQueue queue;
  private final Templates templates;
  private final MailTransport transport;
  private final RetrySettings retry;
  private final Duration pollInterval;
  private volatile boolean stopped;
  private int unreachableRounds;

  /** Sent, but still in the queue, because the database was gone at that moment. */
  private @Nullable QueuedMail sent;

  MailSender(
      MailQueue queue,
      Templates templates,
      MailTransport transport,
      RetrySettings retry,
      Duration pollInterval) {
    this.queue = queue;
    this.templates = templates;
    this.transport = transport;
    this.retry = retry;
    this.pollInterval = pollInterval;
  }

  /** Ends the round at hand after its current mail, and those to come. */
  void stop() {
    stopped = true;
  }

  /**
   * Sends what is due, until nothing is, or the server cannot be reached.
   *
   * @throws RuntimeException if the database fails; what was claimed is claimed again later
   */
  Round round() {
    try {
      deleteSent();
      for (long id : queue.deleteExpired()) {
        log.warn("Mail {} was not sent in time, and is dropped", id);
      }
      unreachableRounds = sendAllDue() ? 0 : unreachableRounds + 1;
    } finally {
      transport.hangUp();
    }
    return unreachableRounds == 0
        ? new Round(untilNext(), true)
        : new Round(retry.delayAfter(unreachableRounds), false);
  }

  private Duration untilNext() {
    Duration next = queue.untilNextDue().orElse(pollInterval);
    if (next.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return next.compareTo(pollInterval) < 0 ? next : pollInterval;
  }

  /** Returns whether the server could be reached, as far as was tried. */
  private boolean sendAllDue() {
    while (!stopped) {
      QueuedMail mail = queue.claim().orElse(null);
      if (mail == null) {
        return true;
      }
      if (!send(mail)) {
        return false;
      }
    }
    return true;
  }

  private boolean send(QueuedMail mail) {
    RenderedMail rendered;
    try {
      rendered = templates.render(mail.template(), mail.values());
    } catch (IllegalArgumentException e) { // stored by a server with other templates
      drop(mail, String.valueOf(e.getMessage()));
      return true;
    }
    return switch (transport.deliver(mail, rendered)) {
      case Outcome.Sent() -> {
        sent = mail;
        deleteSent();
        yield true;
      }
      case Outcome.Refused(String why) -> {
        drop(mail, why);
        yield true;
      }
      case Outcome.Failed(String why) -> {
        tryLater(mail, why);
        yield true;
      }
      case Outcome.Unreachable(String why) -> {
        tryLater(mail, why);
        yield false;
      }
    };
  }

  private void deleteSent() {
    if (sent != null) {
      queue.delete(sent);
      sent = null;
    }
  }

  private void drop(QueuedMail mail, String why) {
    queue.delete(mail);
    log.warn("Mail {} is dropped: {}", mail, why);
  }

  private void tryLater(QueuedMail mail, String why) {
    if (mail.tries() >= retry.maxTries()) {
      drop(mail, "%s, at the last of %d tries".formatted(why, mail.tries()));
      return;
    }
    Duration delay = retry.delayAfter(mail.tries());
    queue.postpone(mail, delay);
    log.warn("Mail {} is tried again in {}: {}", mail, delay, why);
  }
}
