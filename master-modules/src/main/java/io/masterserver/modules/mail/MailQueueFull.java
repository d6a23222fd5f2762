package io.masterserver.modules.mail;

/** So many mails wait to be sent that no more is taken. Later may be better. */
public final class MailQueueFull extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MailQueueFull(int maxQueued) {
    super(
        "mail queue: %d mails wait already (is the mail server reachable? master.mail.max-queued is the limit)"
            .formatted(maxQueued));
  }
}
