package io.masterserver.modules.auth.service;

import io.masterserver.api.AuditLog;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.auth.EmailConfirmation;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.StoredCode.Purpose;
import io.masterserver.modules.auth.service.Attempts.Attempt;
import java.util.Optional;

/** Whether the owner of an account owns its e-mail. Threads: virtual ones. */
public final class Emails {

  /** What MSF's clients are told with success. */
  public static final String ALREADY_CONFIRMED = "Your email is already confirmed";

  private static final String EVENT = "email-confirm";
  private static final String REQUEST = "email-confirm-request";

  private final AccountChanges accounts;
  private final OwnershipProof proof;
  private final CodeRequests codes;

  Emails(AccountChanges accounts, OwnershipProof proof, CodeRequests codes) {
    this.accounts = accounts;
    this.proof = proof;
    this.codes = codes;
  }

  /**
   * Has a code sent to the e-mail of an account.
   *
   * @throws Refused if it has none, it is confirmed already, or a code was sent just now
   */
  public void requestConfirmation(String accountId, PeerInfo from) {
    Account account = accounts.load(accountId);
    if (account.emailConfirmed()) {
      throw Answers.failed(ALREADY_CONFIRMED);
    }
    codes.send(account, Purpose.EMAIL_CONFIRMATION, from);
    AuditLog.event(REQUEST).peer(from).account(account.id(), account.username()).ok();
  }

  /**
   * Confirms the e-mail of an account; whatever the code, if it is confirmed already.
   *
   * @throws Refused if the code is wrong, or too many were
   */
  public Confirmed confirm(String accountId, String code, PeerInfo from) {
    Account account = accounts.load(accountId);
    if (account.emailConfirmed()) {
      return new Confirmed(account, false);
    }
    String email = account.email().orElseThrow(Answers::noEmail);
    try (Attempt attempt = proof.begin(EVENT, email, from)) {
      proof.byCode(attempt, Optional.of(account), Purpose.EMAIL_CONFIRMATION, code);
    }
    return new Confirmed(confirmed(account, from), true);
  }

  /**
   * Has a code sent to {@code email} if an account has it and it is not confirmed; nobody learns
   * whether that is so.
   *
   * @throws Refused if too many requests came from there; if no account has it, where the server is
   *     told to reveal that
   */
  public void requestCode(String email, PeerInfo from) {
    codes.request(
        email, Purpose.EMAIL_CONFIRMATION, account -> !account.emailConfirmed(), REQUEST, from);
  }

  /**
   * Confirms an e-mail without being logged in.
   *
   * @return the account after it
   * @throws Refused if the code is wrong, or too many were
   */
  public Account confirm(EmailConfirmation confirmation, PeerInfo from) {
    Account account;
    try (Attempt attempt = proof.begin(EVENT, confirmation.email(), from)) {
      account =
          proof.byEmailAndCode(
              attempt, confirmation.email(), Purpose.EMAIL_CONFIRMATION, confirmation.code());
    }
    return confirmed(account, from);
  }

  private Account confirmed(Account shown, PeerInfo from) {
    Account account =
        accounts.change(
            shown.id(),
            now -> {
              if (!now.email().equals(shown.email())) {
                throw Answers.changedMeanwhile(); // the code came to another e-mail
              }
              return now.withEmailConfirmed(true);
            });
    AuditLog.event(EVENT).peer(from).account(account.id(), account.username()).ok();
    return account;
  }
}
