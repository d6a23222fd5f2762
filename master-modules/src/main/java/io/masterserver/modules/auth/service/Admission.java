package io.masterserver.modules.auth.service;

import io.masterserver.api.AuditLog;
import io.masterserver.api.PeerInfo;
import io.masterserver.modules.auth.account.Account;
import java.time.InstantSource;

/** Whether somebody who is who they say may log in. */
final class Admission {

  private final EmailRules emails;
  private final InstantSource clock;

  Admission(EmailRules emails, InstantSource clock) {
    this.emails = emails;
    this.clock = clock;
  }

  /**
   * @param method how they have shown who they are
   * @throws Refused if they may not log in
   */
  void check(Account account, String method, PeerInfo from) {
    var banned = account.ban().filter(ban -> !ban.isOver(clock.instant()));
    if (banned.isPresent()) {
      refused(account, method, from, "banned");
      throw Answers.banned(banned.get());
    }
    if (emails.confirmed() && !account.emailConfirmed()) {
      refused(account, method, from, "e-mail not confirmed");
      throw Answers.failed("Confirm your email before you log in");
    }
  }

  private static void refused(Account account, String method, PeerInfo from, String why) {
    AuditLog.event("log-in")
        .peer(from)
        .account(account.id(), account.username())
        .with("method", method)
        .refused(why);
  }
}
