package io.masterserver.modules.auth.account;

/** Another account has this name or e-mail. */
public final class AlreadyTaken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is taken. */
  public enum Field {
    USERNAME,
    EMAIL
  }

  private final Field field;

  public AlreadyTaken(Field field) {
    super("already taken: " + field);
    this.field = field;
  }

  public Field field() {
    return field;
  }
}
