package io.masterserver.modules.auth.service;

import io.masterserver.api.AuditLog;
import io.masterserver.api.PeerInfo;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.AccountRepository;
import io.masterserver.modules.auth.account.ConcurrentChange;
import io.masterserver.modules.auth.account.StoredCode.Purpose;
import io.masterserver.modules.mail.MailAddress;
import io.masterserver.modules.mail.MailQueueFull;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who asks for a code by mail. Not so often that it would be a nuisance to whoever owns the e-mail,
 * and without learning whether an account has it.
 */
final class CodeRequests {

  private static final Logger log = LoggerFactory.getLogger(CodeRequests.class);

  private final AccountRepository accounts;
  private final MailedCodes codes;
  private final Afterwards afterwards;
  private final boolean reveal;
  private final AddressRate perAddress;
  private final RateLimit perAccount;

  CodeRequests(
      AccountRepository accounts,
      MailedCodes codes,
      Afterwards afterwards,
      AuthSettings settings,
      InstantSource clock) {
    this.accounts = accounts;
    this.codes = codes;
    this.afterwards = afterwards;
    this.reveal = settings.emails().reveal();
    int keys = settings.limits().keys();
    this.perAddress = new AddressRate("mail", settings.limits().mailsPerHour(), keys, clock);
    this.perAccount = new RateLimit(1, settings.codes().pause(), keys, clock);
  }

  /**
   * Has a code sent if an account has {@code email}, after the answer.
   *
   * @param event what the audit log calls it
   * @param eligible whether the account needs a code
   * @throws Refused if too many requests came from there; if no account has the e-mail, where the
   *     server is told to reveal that
   */
  void request(
      String email, Purpose purpose, Predicate<Account> eligible, String event, PeerInfo from) {
    perAddress.take(from);
    Optional<Account> found =
        MailAddress.isValid(email) ? accounts.findByEmail(email) : Optional.empty();
    AuditLog line = AuditLog.event(event).peer(from);
    if (found.isEmpty() && reveal) {
      line.refused("no such account");
      throw Answers.failed("No account has this email");
    }
    found.ifPresent(account -> line.account(account.id(), account.username()));
    afterwards.run(
        event, () -> found.filter(eligible).ifPresent(to -> sendUnlessJustSent(to, purpose)));
    line.ok();
  }

  private void sendUnlessJustSent(Account account, Purpose purpose) {
    try {
      send(account, purpose);
    } catch (Refused e) {
      log.debug("no code for account {}: {}", account.id(), e.getMessage());
    }
  }

  /**
   * Sends a code to its e-mail at once.
   *
   * @throws Refused if one was sent just now, or there is no e-mail
   */
  void send(Account account, Purpose purpose) {
    String email = account.email().orElseThrow(Answers::noEmail);
    perAccount.take(account.id());
    try {
      codes.send(account, email, purpose);
    } catch (ConcurrentChange e) {
      throw Answers.noSuchAccount(); // any more
    } catch (MailQueueFull e) {
      log.warn("no code for account {}: {}", account.id(), e.getMessage());
      throw Answers.failed("Mail cannot be sent at the moment: try again later");
    }
  }

  /** Sends the code that is needed before the first log-in; if that fails, it can be asked for. */
  void sendFirst(Account account) {
    try {
      afterwards.run("first code", () -> sendUnlessJustSent(account, Purpose.EMAIL_CONFIRMATION));
    } catch (Refused e) {
      log.debug("no first code for account {}: {}", account.id(), e.getMessage());
    }
  }

  /**
   * As {@link #send}, for somebody who has to be kept from flooding.
   *
   * @throws Refused as {@link #send} does, and if too many requests came from there
   */
  void send(Account account, Purpose purpose, PeerInfo from) {
    perAddress.take(from);
    send(account, purpose);
  }
}
