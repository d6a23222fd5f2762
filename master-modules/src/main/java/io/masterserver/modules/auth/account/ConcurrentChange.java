package io.masterserver.modules.auth.account;

/** Somebody else has changed the account since it was read: read it again, and decide again. */
public final class ConcurrentChange extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConcurrentChange(String accountId) {
    super("account %s was changed by somebody else".formatted(accountId));
  }
}
