package io.masterserver.modules.mail;

/** The way out of the house. Threads: one at a time, never one of actors: it waits. */
interface MailTransport {

  /**
   * What came of an attempt. {@code why} is for the log: it holds neither address nor text of the
   * mail.
   */
  sealed interface Outcome {

    /** The next server has taken the mail. */
    record Sent() implements Outcome {}

    /** The next server will never take this mail. */
    record Refused(String why) implements Outcome {}

    /** This mail could not be sent now. */
    record Failed(String why) implements Outcome {}

    /** No mail can be sent now. */
    record Unreachable(String why) implements Outcome {}
  }

  /** Sends {@code mail}, whose text is {@code rendered}; connects first where that is needed. */
  Outcome deliver(QueuedMail mail, RenderedMail rendered);

  /** Ends the connection, if there is one. The next mail makes another. */
  void hangUp();
}
