package io.masterserver.modules.auth.msf;

import io.masterserver.core.wire.Bytes;

/**
 * The key that a connection and the server have agreed on. It stays the same while the connection
 * does, whatever is asked again.
 *
 * @param cipher what the client seals its credentials with
 * @param answer the key as it was told to the client, encrypted for it
 */
public record MsfAgreement(MsfCipher cipher, Bytes answer) {

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "MsfAgreement";
  }
}
