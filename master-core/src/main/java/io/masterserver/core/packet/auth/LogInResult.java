package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;

/**
 * What a log-in gives.
 *
 * <p>Layout: {@code account:}{@link AccountInfo}{@code , token:string, tokenExpiresAt:int64 ms
 * since the Unix epoch, UTC}.
 *
 * @param token for the next log-in of this client, to be kept secret; empty if none was asked for
 * @param tokenExpiresAt when it ends to be good, by the server's clock; 0 without a token
 */
public record LogInResult(AccountInfo account, String token, long tokenExpiresAt) {

  public static final Codec<LogInResult> CODEC =
      Codec.record(
          AccountInfo.CODEC,
          LogInResult::account,
          Codec.STRING,
          LogInResult::token,
          Codec.LONG,
          LogInResult::tokenExpiresAt,
          LogInResult::new);

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return "LogInResult[account=%s]".formatted(account.username());
  }
}
