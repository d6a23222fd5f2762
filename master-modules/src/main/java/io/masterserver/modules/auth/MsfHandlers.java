package io.masterserver.modules.auth;

import io.masterserver.api.Exchange;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.SettingsSection;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.auth.AccountInfo;
import io.masterserver.core.packet.auth.MsfAuthOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.modules.auth.Flow.Result;
import io.masterserver.modules.auth.msf.MsfAgreement;
import io.masterserver.modules.auth.msf.MsfCredentials;
import io.masterserver.modules.auth.msf.MsfLogIn;
import io.masterserver.modules.auth.msf.MsfSwitchedOff;
import io.masterserver.modules.auth.service.LogInOutcome;
import io.masterserver.modules.auth.service.LogIns;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the credentials of the ancestor's clients are answered: by what our own operations do, if it
 * is turned on; else refused.
 */
final class MsfHandlers {

  private static final Logger log = LoggerFactory.getLogger(MsfHandlers.class);

  private final ModuleContext<AuthModule.Command> module;
  private final AuthNode node;
  private final AuthHandlers own;
  private final MsfCredentials credentials = new MsfCredentials();
  private final MsfSwitchedOff switchedOff = new MsfSwitchedOff();

  /**
   * @param own what our own clients are answered with
   */
  MsfHandlers(ModuleContext<AuthModule.Command> module, AuthNode node, AuthHandlers own) {
    this.module = module;
    this.node = node;
    this.own = own;
  }

  void register() {
    if (new SettingsSection(module.config(), "master.auth").flag("msf-credentials")) {
      accept();
    } else {
      refuse(MsfAuthOperations.AES_KEY);
      refuse(MsfAuthOperations.LOG_IN);
      refuse(MsfAuthOperations.REGISTER);
      refuse(MsfAuthOperations.RESET_PASSWORD);
    }
  }

  private <Q, A> void refuse(Request<Q, A> operation) {
    module.handle(
        operation,
        exchange ->
            new AuthModule.Look<>(
                exchange,
                refused -> {
                  throw switchedOff.refusal(operation, refused.peer().info());
                }));
  }

  private void accept() {
    log.warn(
        "master.auth.msf-credentials is on: clients of MSF send names and passwords that whoever"
            + " listens on the way can read (RSA keys of 512 bits that nobody vouches for, a fixed"
            + " salt, 1000 rounds of PBKDF2, resets in the clear). Offer them TLS, or turn it off"
            + " when there are no such clients any more");
    module
        .handle(
            MsfAuthOperations.AES_KEY, exchange -> new AuthModule.Run<>(exchange, agree(exchange)))
        .within(node.answerWithin());
    module
        .handle(
            MsfAuthOperations.LOG_IN,
            exchange ->
                new AuthModule.LogIn<>(
                    exchange, logIn(agreement(exchange)), MsfHandlers::accountInfo))
        .within(own.logInWithin());
    module
        .handle(
            MsfAuthOperations.REGISTER,
            exchange -> {
              Optional<MsfAgreement> agreement = agreement(exchange);
              return new AuthModule.Run<>(
                  exchange,
                  (bytes, from) ->
                      own.onRegister(credentials.registration(agreement, bytes), from));
            })
        .within(node.answerWithin());
    module
        .handle(
            MsfAuthOperations.RESET_PASSWORD,
            exchange ->
                new AuthModule.Run<>(
                    exchange,
                    (fields, from) -> own.onResetPassword(credentials.passwordReset(fields), from)))
        .within(node.answerWithin());
  }

  /** The key is kept on the peer before the client knows of it. */
  private Flow<String, Bytes> agree(Exchange<String, Bytes> exchange) {
    Optional<MsfAgreement> earlier = agreement(exchange);
    return (publicKey, from) -> {
      MsfAgreement agreed = credentials.agree(earlier, publicKey);
      return new Result<>(
          agreed.answer(),
          then -> {
            if (exchange.isOpen()) {
              exchange.peer().set(MsfCredentials.AGREEMENT, agreed);
            }
          });
    };
  }

  private LogInMethod<Bytes> logIn(Optional<MsfAgreement> agreement) {
    LogIns logIns = node.services().logIns();
    return (bytes, from, rule) ->
        switch (credentials.logIn(agreement, bytes)) {
          case MsfLogIn.ByPassword(String username, String password) ->
              logIns.withPassword(username, password, false, from, rule);
          case MsfLogIn.AsGuest guest -> logIns.asGuest(from);
          case MsfLogIn.ByToken(String token) -> logIns.withToken(token, from, rule);
        };
  }

  private static AccountInfo accountInfo(LogInOutcome outcome) {
    return AccountViews.owner(outcome.account(), outcome.guest());
  }

  private static Optional<MsfAgreement> agreement(Exchange<?, ?> exchange) {
    return exchange.peer().get(MsfCredentials.AGREEMENT);
  }
}
