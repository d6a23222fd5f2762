package io.masterserver.modules.auth.password;

/** What is stored is no hash of a password that can be compared; the message has no part of it. */
public final class MalformedHash extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedHash(String message) {
    super(message, null, false, false);
  }
}
