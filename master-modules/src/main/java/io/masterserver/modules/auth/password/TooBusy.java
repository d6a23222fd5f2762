package io.masterserver.modules.auth.password;

/** So many passwords are waiting to be hashed that one more would wait too long. */
public final class TooBusy extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TooBusy(String message) {
    super(message, null, false, false);
  }
}
