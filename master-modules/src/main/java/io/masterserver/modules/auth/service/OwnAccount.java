package io.masterserver.modules.auth.service;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import io.masterserver.api.AuditLog;
import io.masterserver.api.PeerInfo;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.AccountRepository;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the owner of an account may do with all of it. Threads: virtual ones. */
public final class OwnAccount {

  private final AccountRepository accounts;
  private final AccountChanges changes;
  private final OwnershipProof proof;

  OwnAccount(AccountRepository accounts, AccountChanges changes, OwnershipProof proof) {
    this.accounts = accounts;
    this.changes = changes;
    this.proof = proof;
  }

  /**
   * Deletes an account with its tokens and codes.
   *
   * @throws Refused if the password is wrong, or too many were
   */
  public void delete(String accountId, String password, PeerInfo from) {
    Account account = changes.load(accountId);
    proof.byPassword("account-delete", account, password, from);
    if (!accounts.delete(accountId)) {
      throw Answers.noSuchAccount();
    }
    AuditLog.event("account-delete").peer(from).account(accountId, account.username()).ok();
  }

  /**
   * Returns all that is kept of an account, as JSON; no hashes of secrets.
   *
   * @throws Refused if there is no such account
   */
  public String export(String accountId, PeerInfo from) {
    Account account = changes.load(accountId);
    AuditLog.event("account-export").peer(from).account(accountId, account.username()).ok();
    return ConfigValueFactory.fromMap(contents(account))
        .render(ConfigRenderOptions.concise().setFormatted(true));
  }

  private static Map<String, Object> contents(Account account) {
    Map<String, Object> contents = new HashMap<>();
    contents.put("id", account.id());
    contents.put("username", account.username());
    contents.put("emailConfirmed", account.emailConfirmed());
    contents.put("admin", account.admin());
    contents.put("createdAt", account.createdAt().toString());
    contents.put("properties", account.properties());
    account.email().ifPresent(email -> contents.put("email", email));
    account.ban().ifPresent(ban -> contents.put("ban", contents(ban)));
    return contents;
  }

  private static Map<String, Object> contents(Account.Ban ban) {
    Map<String, Object> contents = new HashMap<>();
    contents.put("reason", ban.reason());
    ban.until().map(Instant::toString).ifPresent(until -> contents.put("until", until));
    return contents;
  }
}
