package io.masterserver.modules.auth.service;

import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.CaseFolding;
import io.masterserver.modules.auth.account.CodeRepository;
import io.masterserver.modules.auth.account.StoredCode;
import io.masterserver.modules.auth.account.StoredCode.Purpose;
import io.masterserver.modules.mail.Mail;
import io.masterserver.modules.mail.Mailer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Codes that are sent by mail and typed in by people.
 *
 * <p>They are short, and their hash is a quick one: who has stolen the database can find a code out
 * by trying all. What protects them is that a code is worth something for minutes only, for a few
 * tries, and once. The hash keeps them from being read in passing, and binds them to the account
 * and the e-mail.
 */
final class MailedCodes {

  /** No letter that looks like a digit. */
  private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  /** An account that nobody has: ids are longer. */
  private static final String NOBODY = "-";

  private final CodeRepository codes;
  private final Mailer mailer;
  private final AuthSettings.CodeSettings settings;
  private final InstantSource clock;

  MailedCodes(
      CodeRepository codes,
      Mailer mailer,
      AuthSettings.CodeSettings settings,
      InstantSource clock) {
    this.codes = codes;
    this.mailer = mailer;
    this.settings = settings;
    this.clock = clock;
  }

  /** Sends a new code to the e-mail of an account; the one before is good no longer. */
  void send(Account account, String email, Purpose purpose) {
    String code = random(settings.length());
    Instant expiresAt = clock.instant().plus(settings.goodFor());
    codes.put(
        new StoredCode(
            account.id(), purpose, hash(account.id(), email, code), expiresAt, settings.tries()));
    mailer.send(
        new Mail(
            email,
            switch (purpose) {
              case PASSWORD_RESET -> "password-reset";
              case EMAIL_CONFIRMATION -> "email-confirmation";
            },
            Map.of(
                "username", account.username(),
                "code", code,
                "minutes", Long.toString(settings.goodFor().toMinutes())),
            expiresAt));
  }

  /**
   * Uses a code up.
   *
   * @param account empty if there is none: then it takes as long, and the code is wrong
   * @return the account if the code was right
   */
  Optional<Account> use(Optional<Account> account, Purpose purpose, String code) {
    String id = account.map(Account::id).orElse(NOBODY);
    String email = account.flatMap(Account::email).orElse("");
    boolean right =
        codes.use(
            id, purpose, hash(id, email, code.strip().toUpperCase(Locale.ROOT)), clock.instant());
    return right ? account : Optional.empty();
  }

  private static String random(int length) {
    return RANDOM
        .ints(length, 0, ALPHABET.length())
        .mapToObj(ALPHABET::charAt)
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }

  private static String hash(String accountId, String email, String code) {
    return Digest.of("code", accountId, CaseFolding.fold(email), code);
  }
}
