package io.masterserver.modules.mail;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends nothing: writes mails to the log, <strong>with the codes in them</strong>, so that one can
 * register and reset passwords on a machine without mail. Not for servers that others use.
 */
final class DevelopmentTransport implements MailTransport {

  /** Where mails are written to; of its own name, so that it can be switched off. */
  static final String LOGGER = "io.masterserver.mail.development";

  private static final Logger log = LoggerFactory.getLogger(LOGGER);

  DevelopmentTransport() {
    log.warn(
        "Mails are NOT sent: they are written to this log, with the codes in them, as master.mail.host is not set");
  }

  @Override
  public Outcome deliver(QueuedMail mail, RenderedMail rendered) {
    log.info(
        "Mail {}, not sent\nTo: {}\nSubject: {}\n\n{}",
        mail.id(),
        mail.to(),
        rendered.subject(),
        rendered.text());
    return new Outcome.Sent();
  }

  @Override
  public void hangUp() {
    // There is nobody at the other end.
  }
}
