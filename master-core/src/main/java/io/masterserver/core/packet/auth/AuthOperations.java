package io.masterserver.core.packet.auth;

import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;

/**
 * Accounts: who a client is, and what the owner and the administrator of an account can do.
 *
 * <p>What carries a password, a token or a code is refused with {@code Unauthorized} unless the
 * connection is TLS or never leaves the machine.
 */
public final class AuthOperations {

  /**
   * Asks for a code by mail with which the password of an account can be reset. Text: its e-mail.
   */
  public static final Request<String, Empty> REQUEST_PASSWORD_RESET =
      Request.of(32026, "request-password-reset", Codec.TEXT, Empty.CODEC);

  /** Asks for a code by mail that confirms the e-mail of the account one is logged in with. */
  public static final Request<Empty, Empty> REQUEST_EMAIL_CONFIRMATION =
      Request.of(32027, "request-email-confirmation", Empty.CODEC, Empty.CODEC);

  /**
   * Confirms the e-mail of the account one is logged in with. Text: the code. The answer is a text,
   * if the e-mail was confirmed already; else empty.
   */
  public static final Request<String, String> CONFIRM_EMAIL =
      Request.of(32028, "confirm-email", Codec.TEXT, Codec.TEXT);

  /** How many accounts are logged in. */
  public static final Request<Empty, Integer> LOGGED_IN_COUNT =
      Request.of(32029, "logged-in-count", Empty.CODEC, Codec.INT);

  /** Who is logged in on a peer, by its id. Closed unless configured. */
  public static final Request<Integer, PeerAccountInfo> PEER_ACCOUNT =
      Request.of(32031, "peer-account", Codec.INT, PeerAccountInfo.CODEC);

  /** Makes an account. Does not log in. */
  public static final Request<NewAccount, Empty> REGISTER =
      Request.of(32210, "register", NewAccount.CODEC, Empty.CODEC);

  /** Logs in with name and password. */
  public static final Request<PasswordLogIn, LogInResult> LOG_IN =
      Request.of(32211, "log-in", PasswordLogIn.CODEC, LogInResult.CODEC);

  /** Logs in as a guest, under a name that the server makes up. */
  public static final Request<Empty, LogInResult> LOG_IN_AS_GUEST =
      Request.of(32212, "log-in-as-guest", Empty.CODEC, LogInResult.CODEC);

  /** Logs in with a token, which is used up by it: the answer has the next one. */
  public static final Request<TokenLogIn, LogInResult> LOG_IN_WITH_TOKEN =
      Request.of(32213, "log-in-with-token", TokenLogIn.CODEC, LogInResult.CODEC);

  /** Logs out; the token of this client is good no longer. The connection stays. */
  public static final Request<Empty, Empty> LOG_OUT =
      Request.of(32214, "log-out", Empty.CODEC, Empty.CODEC);

  /** Makes every token of the account worthless; answers how many there were. */
  public static final Request<Empty, Integer> REVOKE_TOKENS =
      Request.of(32215, "revoke-tokens", Empty.CODEC, Codec.INT);

  /** Changes the password of the account one is logged in with; tokens of other clients end. */
  public static final Request<PasswordChange, Empty> CHANGE_PASSWORD =
      Request.of(32216, "change-password", PasswordChange.CODEC, Empty.CODEC);

  /** Sets a new password with the code of {@link #REQUEST_PASSWORD_RESET}. */
  public static final Request<PasswordReset, Empty> RESET_PASSWORD =
      Request.of(32217, "reset-password", PasswordReset.CODEC, Empty.CODEC);

  /**
   * Asks for a code that confirms an e-mail, without being logged in, which may not be possible
   * before. Text: the e-mail.
   */
  public static final Request<String, Empty> REQUEST_EMAIL_CODE =
      Request.of(32218, "request-email-code", Codec.TEXT, Empty.CODEC);

  /** Confirms an e-mail with the code of {@link #REQUEST_EMAIL_CODE}, without being logged in. */
  public static final Request<EmailConfirmation, Empty> CONFIRM_EMAIL_ADDRESS =
      Request.of(32219, "confirm-email-address", EmailConfirmation.CODEC, Empty.CODEC);

  /** Makes the guest one is logged in as a full account, which keeps what the guest had. */
  public static final Request<NewAccount, AccountInfo> UPGRADE_GUEST =
      Request.of(32220, "upgrade-guest", NewAccount.CODEC, AccountInfo.CODEC);

  /** The account one is logged in with. */
  public static final Request<Empty, AccountInfo> MY_ACCOUNT =
      Request.of(32221, "my-account", Empty.CODEC, AccountInfo.CODEC);

  /** Deletes the account one is logged in with, and all that is kept of it. */
  public static final Request<PasswordProof, Empty> DELETE_ACCOUNT =
      Request.of(32222, "delete-account", PasswordProof.CODEC, Empty.CODEC);

  /** All that is kept of the account one is logged in with, as JSON; no hashes of secrets. */
  public static final Request<Empty, String> EXPORT_ACCOUNT =
      Request.of(32223, "export-account", Empty.CODEC, Codec.TEXT);

  /** Looks an account up. Text: its name. Closed unless configured. */
  public static final Request<String, AccountDetails> FIND_ACCOUNT =
      Request.of(32224, "find-account", Codec.TEXT, AccountDetails.CODEC);

  /** Keeps an account from logging in, and ends its sessions. Closed unless configured. */
  public static final Request<AccountBan, Empty> BAN_ACCOUNT =
      Request.of(32225, "ban-account", AccountBan.CODEC, Empty.CODEC);

  /** Ends a ban. Text: the name of the account. Closed unless configured. */
  public static final Request<String, Empty> LIFT_BAN =
      Request.of(32226, "lift-ban", Codec.TEXT, Empty.CODEC);

  /** Makes or unmakes an administrator. Closed unless configured. */
  public static final Request<AdminChange, Empty> CHANGE_ADMIN =
      Request.of(32227, "change-admin", AdminChange.CODEC, Empty.CODEC);

  /** Changes the properties of an account. Closed unless configured. */
  public static final Request<AccountPropertiesChange, AccountInfo> CHANGE_ACCOUNT_PROPERTIES =
      Request.of(
          32228, "change-account-properties", AccountPropertiesChange.CODEC, AccountInfo.CODEC);

  private AuthOperations() {}
}
