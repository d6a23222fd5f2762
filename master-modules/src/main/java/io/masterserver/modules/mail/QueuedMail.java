package io.masterserver.modules.mail;

import java.time.Instant;
import java.util.Map;

/**
 * A mail that was taken from the queue to be sent.
 *
 * @param id names it in the log
 * @param tries how often it was taken, this time included; also says whose it is: who took it
 *     before has a smaller number
 */
record QueuedMail(
    long id, String to, String template, Map<String, String> values, Instant notAfter, int tries) {

  /** Says nothing of address and values. */
  @Override
  public String toString() {
    return "%d (%s)".formatted(id, template);
  }
}
