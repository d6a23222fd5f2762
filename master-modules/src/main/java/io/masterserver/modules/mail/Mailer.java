package io.masterserver.modules.mail;

/** Sends mail, sooner or later. Threads: virtual ones and programs. */
public interface Mailer {

  /**
   * Takes a mail over: when this returns, it is stored, and will be sent even if the server is
   * stopped in between. Waits for the database.
   *
   * @throws io.masterserver.modules.database.DatabaseUnavailable if it could not be stored
   * @throws MailQueueFull if too many mails wait already
   * @throws IllegalArgumentException if there is no such template, no such placeholder, or the
   *     address is none; says nothing of address and values
   */
  void send(Mail mail);
}
