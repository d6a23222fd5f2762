package io.masterserver.modules.auth.service;

import io.masterserver.api.AuditLog;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.auth.PasswordChange;
import io.masterserver.core.packet.auth.PasswordReset;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.StoredCode.Purpose;
import io.masterserver.modules.auth.account.TokenRepository;
import io.masterserver.modules.auth.service.Attempts.Attempt;
import java.util.Optional;

/** New passwords for old accounts. Threads: virtual ones. */
public final class Passwords {

  private final AccountChanges accounts;
  private final TokenRepository tokens;
  private final HashedPasswords passwords;
  private final PasswordRules rules;
  private final OwnershipProof proof;
  private final CodeRequests codes;

  Passwords(
      AccountChanges accounts,
      TokenRepository tokens,
      HashedPasswords passwords,
      PasswordRules rules,
      OwnershipProof proof,
      CodeRequests codes) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.passwords = passwords;
    this.rules = rules;
    this.proof = proof;
    this.codes = codes;
  }

  /**
   * Changes a password, and makes all tokens worthless but one.
   *
   * @param keepTokenId of the client that does it
   * @throws Refused if the old password is wrong, too many were, or a rule forbids the new one
   */
  public void change(
      String accountId, PasswordChange change, Optional<String> keepTokenId, PeerInfo from) {
    rules.check(change.newPassword());
    Account shown =
        proof.byPassword("password-change", accounts.load(accountId), change.oldPassword(), from);
    String hash = passwords.hash(change.newPassword());
    accounts.change(
        accountId,
        now -> {
          if (!now.passwordHash().equals(shown.passwordHash())) {
            throw Answers.changedMeanwhile(); // it is not the password that was shown
          }
          return now.withPasswordHash(hash);
        });
    tokens.deleteOthers(accountId, keepTokenId);
    done("password-change", shown, from);
  }

  /**
   * Has a code sent to {@code email} if an account has it; nobody learns whether one has.
   *
   * @throws Refused if too many requests came from there; if no account has it, where the server is
   *     told to reveal that
   */
  public void requestReset(String email, PeerInfo from) {
    codes.request(email, Purpose.PASSWORD_RESET, any -> true, "password-reset-request", from);
  }

  /**
   * Sets a password with a code, and makes all tokens worthless. The sessions go on until somebody
   * ends them. As the code came by mail, the e-mail is confirmed, too.
   *
   * @return the account after it
   * @throws Refused if the code is wrong, too many were, or a rule forbids the password
   */
  public Account reset(PasswordReset reset, PeerInfo from) {
    rules.check(reset.newPassword());
    String hash;
    Account shown;
    try (Attempt attempt = proof.begin("password-reset", reset.email(), from)) {
      hash = passwords.hash(reset.newPassword()); // may be refused, so before the code is used up
      shown = proof.byEmailAndCode(attempt, reset.email(), Purpose.PASSWORD_RESET, reset.code());
    }
    Account account =
        accounts.change(shown.id(), now -> now.withPasswordHash(hash).withEmailConfirmed(true));
    tokens.deleteOthers(account.id(), Optional.empty());
    done("password-reset", account, from);
    return account;
  }

  private static void done(String event, Account account, PeerInfo from) {
    AuditLog.event(event).peer(from).account(account.id(), account.username()).ok();
  }
}
