package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;

/**
 * What somebody registers with.
 *
 * <p>Layout: {@code username:string, password:string, email:string}.
 *
 * @param email may be empty where the server does not ask for one
 */
public record NewAccount(String username, String password, String email) {

  public static final Codec<NewAccount> CODEC = Codec.derived(NewAccount.class);

  /** Says nothing of the password. */
  @Override
  public String toString() {
    return "NewAccount[username=%s]".formatted(username);
  }
}
