package io.masterserver.modules.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** What counts as the address of a mail. Threads: any. */
public final class MailAddress {

  /** Longest address, in characters: that of SMTP. */
  public static final int MAX_LENGTH = 254;

  private MailAddress() {}

  /**
   * Whether {@code text} is exactly one address, like {@code name@example.org}: ASCII, without
   * spaces, line breaks, a name beside it, quotes, or a number in place of the domain.
   */
  public static boolean isValid(String text) {
    if (text.length() > MAX_LENGTH
        || !text.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"[]()<>".indexOf(c) < 0)) {
      return false;
    }
    try {
      var address = new InternetAddress(text, true);
      address.validate();
      return !address.isGroup() && text.equals(address.getAddress());
    } catch (AddressException e) {
      return false; // its message holds the address
    }
  }

  /**
   * Returns {@code text} as the mail library has it.
   *
   * @throws IllegalArgumentException if it is {@link #isValid not valid}; does not repeat it
   */
  static InternetAddress parse(String text) {
    if (isValid(text)) {
      try {
        return new InternetAddress(text, true);
      } catch (AddressException e) {
        throw new IllegalStateException("it was valid a moment ago"); // no cause, as above
      }
    }
    throw new IllegalArgumentException(
        "mail address: not valid (expected: one ASCII address of at most %d characters, like name@example.org)"
            .formatted(MAX_LENGTH));
  }
}
