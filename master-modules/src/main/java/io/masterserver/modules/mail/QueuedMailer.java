package io.masterserver.modules.mail;

/** The mailer that other modules see: checks, stores, and wakes the sender of this node. */
final class QueuedMailer implements Mailer {

  private final Templates templates;
  private final MailQueue queue;
  private final Runnable stored;

  /**
   * @param stored run after each mail
   */
  QueuedMailer(Templates templates, MailQueue queue, Runnable stored) {
    this.templates = templates;
    this.queue = queue;
    this.stored = stored;
  }

  @Override
  public void send(Mail mail) {
    MailAddress.parse(mail.to());
    templates.render(mail.template(), mail.values()); // what cannot be rendered is not stored
    queue.add(mail);
    stored.run();
  }
}
