package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;

/**
 * Keeps an account from logging in.
 *
 * <p>Layout: {@code username:string, reason:string, until:int64 ms since the Unix epoch, UTC}.
 *
 * @param reason what the player is told
 * @param until when it ends; 0 = never
 */
public record AccountBan(String username, String reason, long until) {

  public static final Codec<AccountBan> CODEC = Codec.derived(AccountBan.class);
}
