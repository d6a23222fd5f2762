package io.masterserver.modules.mail;

import java.time.Instant;
import java.util.Map;

/**
 * A mail to be sent.
 *
 * @param to one address
 * @param template name of the text, see {@code master.mail.templates}
 * @param values what its placeholders stand for
 * @param notAfter when it is of no use any more; it is then not sent
 */
public record Mail(String to, String template, Map<String, String> values, Instant notAfter) {

  public Mail {
    values = Map.copyOf(values);
  }

  /** Says nothing of the values, which may be secret, nor of the address. */
  @Override
  public String toString() {
    return "Mail[template=%s]".formatted(template);
  }
}
