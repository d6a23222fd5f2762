package io.masterserver.modules.auth;

import static io.masterserver.api.AccessRule.authenticated;
import static io.masterserver.api.AccessRule.nobody;

import io.masterserver.api.AuditLog;
import io.masterserver.api.Exchange;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.api.Registration;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.auth.AccountBan;
import io.masterserver.core.packet.auth.AccountInfo;
import io.masterserver.core.packet.auth.AccountPropertiesChange;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.EmailConfirmation;
import io.masterserver.core.packet.auth.LogInResult;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.packet.auth.PasswordChange;
import io.masterserver.core.packet.auth.PasswordProof;
import io.masterserver.core.packet.auth.PasswordReset;
import io.masterserver.core.packet.auth.PeerAccountInfo;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.Flow.Result;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.service.AuthServices;
import io.masterserver.modules.auth.service.Confirmed;
import io.masterserver.modules.auth.service.Emails;
import io.masterserver.modules.auth.service.Refused;
import io.masterserver.modules.auth.session.LiveSession;
import io.masterserver.modules.auth.session.Sessions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Which operation is answered how. */
final class AuthHandlers {

  /** A flow of somebody who is logged in. */
  @FunctionalInterface
  private interface OwnFlow<Q, A> {
    Result<A> run(Q request, PeerInfo from, LiveSession session);
  }

  private final ModuleContext<AuthModule.Command> module;
  private final AuthNode node;
  private final AuthServices services;
  private final Sessions sessions;

  AuthHandlers(ModuleContext<AuthModule.Command> module, AuthNode node) {
    this.module = module;
    this.node = node;
    this.services = node.services();
    this.sessions = node.sessions();
  }

  void register() {
    registerLogIns();
    registerCodes();
    registerOwnAccount();
    registerAdministration();
    look(AuthOperations.LOGGED_IN_COUNT, exchange -> sessions.accounts());
    look(AuthOperations.PEER_ACCOUNT, this::peerAccount).requiring(nobody());
  }

  private void registerLogIns() {
    run(AuthOperations.REGISTER, this::onRegister).confidential();
    logIn(
            AuthOperations.LOG_IN,
            (asked, from, rule) ->
                services
                    .logIns()
                    .withPassword(asked.username(), asked.password(), asked.remember(), from, rule))
        .confidential();
    logIn(AuthOperations.LOG_IN_AS_GUEST, (asked, from, rule) -> services.logIns().asGuest(from));
    logIn(
            AuthOperations.LOG_IN_WITH_TOKEN,
            (asked, from, rule) -> services.logIns().withToken(asked.token(), from, rule))
        .confidential();
    own(AuthOperations.LOG_OUT, this::onLogOut);
    own(
        AuthOperations.REVOKE_TOKENS,
        (asked, from, session) -> Result.of(services.logIns().revokeAll(session.accountId())));
  }

  private void registerCodes() {
    run(
        AuthOperations.REQUEST_PASSWORD_RESET,
        (email, from) -> {
          services.passwords().requestReset(email, from);
          return Result.nothing();
        });
    run(AuthOperations.RESET_PASSWORD, this::onResetPassword).confidential();
    run(
        AuthOperations.REQUEST_EMAIL_CODE,
        (email, from) -> {
          services.emails().requestCode(email, from);
          return Result.nothing();
        });
    run(AuthOperations.CONFIRM_EMAIL_ADDRESS, this::onConfirmEmailAddress).confidential();
    own(
        AuthOperations.REQUEST_EMAIL_CONFIRMATION,
        (asked, from, session) -> {
          services.emails().requestConfirmation(session.accountId(), from);
          return Result.nothing();
        });
    own(AuthOperations.CONFIRM_EMAIL, this::onConfirmEmail);
  }

  private void registerOwnAccount() {
    look(AuthOperations.MY_ACCOUNT, this::myAccount).requiring(authenticated());
    own(AuthOperations.CHANGE_PASSWORD, this::onChangePassword).confidential();
    own(AuthOperations.UPGRADE_GUEST, this::onUpgradeGuest).confidential();
    own(AuthOperations.DELETE_ACCOUNT, this::onDeleteAccount).confidential();
    own(
            AuthOperations.EXPORT_ACCOUNT,
            (asked, from, session) ->
                Result.of(services.ownAccount().export(session.accountId(), from)))
        .confidential();
  }

  private void registerAdministration() {
    run(
            AuthOperations.FIND_ACCOUNT,
            (username, from) -> Result.of(AccountViews.administrator(find(username), node.now())))
        .requiring(nobody())
        .confidential();
    run(AuthOperations.BAN_ACCOUNT, this::onBan).requiring(nobody());
    run(
            AuthOperations.LIFT_BAN,
            (username, from) -> changed(services.administration().liftBan(username, from)))
        .requiring(nobody());
    run(
            AuthOperations.CHANGE_ADMIN,
            (change, from) -> changed(services.administration().changeAdmin(change, from)))
        .requiring(nobody());
    run(AuthOperations.CHANGE_ACCOUNT_PROPERTIES, this::onChangeProperties).requiring(nobody());
  }

  // ---- how an operation is handled ------------------------------------------------------------

  private <Q, A> Registration look(Request<Q, A> operation, Function<Exchange<Q, A>, A> answer) {
    return module.handle(operation, exchange -> new AuthModule.Look<>(exchange, answer));
  }

  private <Q, A> Registration run(Request<Q, A> operation, Flow<Q, A> flow) {
    return module
        .handle(operation, exchange -> new AuthModule.Run<>(exchange, flow))
        .within(node.answerWithin());
  }

  private <Q, A> Registration own(Request<Q, A> operation, OwnFlow<Q, A> flow) {
    return run(operation, (asked, from) -> flow.run(asked, from, session(from.id())))
        .requiring(authenticated());
  }

  private <Q> Registration logIn(Request<Q, LogInResult> operation, LogInMethod<Q> method) {
    return module
        .handle(
            operation, exchange -> new AuthModule.LogIn<>(exchange, method, AccountViews::logIn))
        .within(logInWithin());
  }

  /** How long a log-in may take. */
  Duration logInWithin() {
    return node.answerWithin().plus(node.sessionSettings().kickWait());
  }

  private LiveSession session(PeerId peer) {
    // Only missing when the session ends while the message is on its way.
    return sessions
        .find(peer)
        .orElseThrow(() -> new Refused(Status.UNAUTHORIZED, "Nobody is logged in any more"));
  }

  // ---- what clients do ------------------------------------------------------------------------

  Result<Empty> onRegister(NewAccount wanted, PeerInfo from) {
    Account account = services.registrations().register(wanted, from);
    return Result.nothing(
        then -> then.event(new AccountRegistered(account.id(), account.username(), false)));
  }

  private Result<Empty> onLogOut(Empty asked, PeerInfo from, LiveSession session) {
    session.tokenId().ifPresent(services.logIns()::forget);
    AuditLog.event("log-out")
        .peer(from)
        .account(session.accountId(), session.account().username())
        .ok();
    return Result.nothing(then -> then.logOut(from.id()));
  }

  private AccountInfo myAccount(Exchange<Empty, AccountInfo> exchange) {
    LiveSession session = session(exchange.peer().id());
    return AccountViews.owner(session.account(), session.guest());
  }

  private Result<Empty> onChangePassword(
      PasswordChange change, PeerInfo from, LiveSession session) {
    services.passwords().change(session.accountId(), change, session.tokenId(), from);
    return Result.nothing(
        then -> {
          then.endOthers(session.accountId(), from.id(), "the password was changed");
          then.changed(session.accountId(), session.account().username());
        });
  }

  Result<Empty> onResetPassword(PasswordReset reset, PeerInfo from) {
    Account account = services.passwords().reset(reset, from);
    return Result.nothing(
        then -> {
          then.endOthers(account.id(), from.id(), "the password was changed");
          then.changed(account);
        });
  }

  private Result<String> onConfirmEmail(String code, PeerInfo from, LiveSession session) {
    Confirmed confirmed = services.emails().confirm(session.accountId(), code, from);
    return confirmed.newly()
        ? new Result<>("", then -> confirmed(then, confirmed.account()))
        : Result.of(Emails.ALREADY_CONFIRMED);
  }

  private Result<Empty> onConfirmEmailAddress(EmailConfirmation confirmation, PeerInfo from) {
    Account account = services.emails().confirm(confirmation, from);
    return Result.nothing(then -> confirmed(then, account));
  }

  private static void confirmed(Consequences then, Account account) {
    then.event(new EmailConfirmed(account.id(), account.username()));
    then.changed(account);
  }

  private Result<AccountInfo> onUpgradeGuest(
      NewAccount wanted, PeerInfo from, LiveSession session) {
    if (!session.guest()) {
      throw new Refused(Status.FAILED, "You are not a guest");
    }
    Account account = upgrade(session, wanted, from);
    return new Result<>(
        AccountViews.owner(account, false), then -> then.upgraded(session, account));
  }

  /** Claims the account before there is one: nobody else can log in to it. */
  private Account upgrade(LiveSession session, NewAccount wanted, PeerInfo from) {
    node.claims().claim(session.peer(), session.accountId(), Optional.empty());
    try {
      return services.registrations().upgrade(session.account(), wanted, from);
    } catch (RuntimeException e) {
      node.claims().release(session.peer());
      throw e;
    }
  }

  private Result<Empty> onDeleteAccount(PasswordProof proof, PeerInfo from, LiveSession session) {
    services.ownAccount().delete(session.accountId(), proof.password(), from);
    return Result.nothing(
        then -> {
          then.shutOut(session.accountId(), from.id(), "the account was deleted");
          then.event(new AccountDeleted(session.accountId(), session.account().username()));
        });
  }

  // ---- what others do -------------------------------------------------------------------------

  private PeerAccountInfo peerAccount(Exchange<Integer, PeerAccountInfo> exchange) {
    int peer = exchange.request();
    return Optional.of(peer)
        .filter(id -> id > 0)
        .flatMap(id -> sessions.find(new PeerId(id)))
        .map(LiveSession::account)
        .map(account -> new PeerAccountInfo(peer, account.username(), account.properties()))
        .orElseThrow(() -> new Refused(Status.FAILED, "Peer has not been authenticated"));
  }

  /** Finds an account by name, or a guest who is logged in here. */
  private Account find(String username) {
    return sessions
        .guestNamed(username)
        .map(LiveSession::account)
        .orElseGet(() -> services.administration().find(username));
  }

  private Result<Empty> onBan(AccountBan ban, PeerInfo from) {
    Account account = services.administration().ban(ban, from);
    return Result.nothing(
        then -> {
          then.shutOut(account.id(), from.id(), "banned: " + ban.reason());
          then.changed(account.id(), account.username());
        });
  }

  private static Result<Empty> changed(Account account) {
    return Result.nothing(then -> then.changed(account));
  }

  private Result<AccountInfo> onChangeProperties(AccountPropertiesChange change, PeerInfo from) {
    Optional<LiveSession> guest = sessions.guestNamed(change.username());
    String accountId =
        guest.isPresent()
            ? guest.get().accountId()
            : services.administration().find(change.username()).id();
    Account account =
        node.changeProperties(accountId, change.set(), change.removed())
            .orElseThrow(() -> new Refused(Status.FAILED, "Account does not exist"));
    return new Result<>(
        AccountViews.owner(account, guest.isPresent()), then -> then.changed(account));
  }
}
