package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;
import java.util.Map;

/**
 * An account, as an administrator sees it.
 *
 * <p>Layout: {@code id:string, username:string, email:string, emailConfirmed:bool, admin:bool,
 * banned:bool, banReason:string, bannedUntil:int64, createdAt:int64, properties:nested dictionary};
 * times are milliseconds since the Unix epoch, UTC.
 *
 * @param email empty if the account has none
 * @param banReason empty if the account is not banned
 * @param bannedUntil 0 if the account is not banned, or for ever
 */
public record AccountDetails(
    String id,
    String username,
    String email,
    boolean emailConfirmed,
    boolean admin,
    boolean banned,
    String banReason,
    long bannedUntil,
    long createdAt,
    Map<String, String> properties) {

  public static final Codec<AccountDetails> CODEC = Codec.derived(AccountDetails.class);

  public AccountDetails {
    properties = AccountProperties.copyOf(properties);
  }

  /** Says nothing of the e-mail, nor of the properties. */
  @Override
  public String toString() {
    return "AccountDetails[id=%s, username=%s]".formatted(id, username);
  }
}
