package io.masterserver.modules.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A mail as it goes over the wire. */
final class SmtpMessage extends MimeMessage {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  private final String id;

  SmtpMessage(Session session, InternetAddress from, QueuedMail mail, RenderedMail rendered)
      throws MessagingException {
    super(session);
    String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
    id = "<%d.%d@%s>".formatted(mail.id(), mail.notAfter().toEpochMilli(), domain);
    setFrom(from);
    setRecipient(Message.RecipientType.TO, MailAddress.parse(mail.to()));
    setSubject(rendered.subject(), StandardCharsets.UTF_8.name());
    setText(rendered.text(), StandardCharsets.UTF_8.name());
    setHeader("Date", DATE.format(OffsetDateTime.now(ZoneOffset.UTC)));
    setHeader("Auto-Submitted", "auto-generated"); // no answer from those who are on holiday
    saveChanges();
  }

  /** The same in every try, so that who gets the mail twice can tell. */
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }
}
