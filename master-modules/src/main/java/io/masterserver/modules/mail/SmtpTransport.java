package io.masterserver.modules.mail;

import io.masterserver.modules.mail.SmtpSettings.Security;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives mails to a server that speaks SMTP.
 *
 * <p>What a server says may repeat an address; of its answers to a mail only the numbers go into
 * the log.
 */
final class SmtpTransport implements MailTransport {

  private static final Logger log = LoggerFactory.getLogger(SmtpTransport.class);

  private final SmtpSettings settings;
  private final Session session;
  private @Nullable Transport connection;

  /**
   * @throws IllegalArgumentException if the trust file cannot be used
   */
  SmtpTransport(SmtpSettings settings) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings));
  }

  private static Properties properties(SmtpSettings settings) {
    var properties = new Properties();
    properties.setProperty("mail.smtp.from", settings.from().getAddress());
    properties.setProperty("mail.smtp.connectiontimeout", millis(settings.connectTimeout()));
    properties.setProperty("mail.smtp.timeout", millis(settings.readTimeout()));
    properties.setProperty("mail.smtp.writetimeout", millis(settings.writeTimeout()));
    properties.setProperty("mail.smtp.quitwait", "false");
    boolean startTls = settings.security() == Security.STARTTLS;
    properties.setProperty("mail.smtp.ssl.enable", on(settings.security() == Security.TLS));
    properties.setProperty("mail.smtp.starttls.enable", on(startTls));
    properties.setProperty("mail.smtp.starttls.required", on(startTls));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", on(true));
    properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    settings
        .trustFile()
        .ifPresent(file -> properties.put("mail.smtp.ssl.socketFactory", TrustFile.sockets(file)));
    properties.setProperty("mail.smtp.auth", on(!settings.user().isEmpty()));
    properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    return properties;
  }

  private static String on(boolean value) {
    return Boolean.toString(value);
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  @Override
  public Outcome deliver(QueuedMail mail, RenderedMail rendered) {
    Transport connected;
    try {
      connected = connected();
    } catch (MessagingException e) {
      hangUp();
      return new Outcome.Unreachable(whyNotConnected(e));
    }
    try {
      var message = new SmtpMessage(session, settings.from(), mail, rendered);
      connected.sendMessage(message, message.getAllRecipients());
      return new Outcome.Sent();
    } catch (MessagingException e) {
      return notSent(e);
    }
  }

  private Transport connected() throws MessagingException {
    if (connection != null && connection.isConnected()) {
      return connection;
    }
    Transport fresh = session.getTransport("smtp");
    connection = fresh;
    boolean withUser = !settings.user().isEmpty();
    fresh.connect(
        settings.host(),
        settings.port(),
        withUser ? settings.user() : null,
        withUser ? settings.password() : null);
    return fresh;
  }

  /** Nothing of a mail has been said yet, so that the library's words can be repeated. */
  private static String whyNotConnected(MessagingException failure) {
    if (failure instanceof AuthenticationFailedException) {
      return "the server refuses master.mail.user and its password";
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(failure.getMessage()).equals(root.getMessage())
        ? String.valueOf(failure.getMessage())
        : "%s: %s".formatted(failure.getMessage(), root);
  }

  private static Outcome notSent(MessagingException failure) {
    int answer = 0;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SMTPAddressFailedException address && address.getReturnCode() >= 500) {
        return new Outcome.Refused(
            "the server refuses the recipient with %d".formatted(address.getReturnCode()));
      }
      answer = Math.max(answer, answerIn(cause));
    }
    return new Outcome.Failed(
        answer > 0
            ? "the server answers %d".formatted(answer)
            : "the connection failed: " + failure.getClass().getSimpleName());
  }

  private static int answerIn(Throwable failure) {
    return switch (failure) {
      case SMTPAddressFailedException address -> address.getReturnCode();
      case SMTPSenderFailedException sender -> sender.getReturnCode();
      case SMTPSendFailedException sending -> sending.getReturnCode();
      default -> 0;
    };
  }

  @Override
  public void hangUp() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (MessagingException e) {
      log.debug("The mail server did not hear our goodbye: {}", e.getClass().getSimpleName());
    }
    connection = null;
  }
}
