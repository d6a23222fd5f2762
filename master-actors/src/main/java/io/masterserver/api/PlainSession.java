package io.masterserver.api;

import io.masterserver.core.wire.Codec;

/**
 * What every session has, as it travels between nodes.
 *
 * <p>Layout: {@code accountId, username: string; guest, admin: bool}. A module that has more to say
 * writes it behind that, with a codec and a key of its own under the same code.
 */
record PlainSession(String accountId, String username, boolean isGuest, boolean isAdmin)
    implements Session {

  static final Codec<Session> CODEC =
      Codec.record(
          Codec.STRING,
          Session::accountId,
          Codec.STRING,
          Session::username,
          Codec.BOOLEAN,
          Session::isGuest,
          Codec.BOOLEAN,
          Session::isAdmin,
          PlainSession::new);
}
