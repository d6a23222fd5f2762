package io.masterserver.modules.auth.online;

/** Where the peer is that has an account, as far as another log-in to it can see. */
enum Whereabouts {
  /** It has the account. */
  HERE,

  /** It has not, or there is no such peer any more. */
  GONE,

  /** There is no such peer at the moment, but its session is kept. */
  MAY_COME_BACK,

  /** Its node does not answer. */
  SILENT
}
