package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;

/**
 * Makes an account an administrator's, or an ordinary one.
 *
 * <p>Layout: {@code username:string, admin:bool}.
 */
public record AdminChange(String username, boolean admin) {

  public static final Codec<AdminChange> CODEC = Codec.derived(AdminChange.class);
}
