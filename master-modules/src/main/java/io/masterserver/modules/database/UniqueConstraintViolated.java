package io.masterserver.modules.database;

/** Another row has this value already, and each row needs its own. */
public final class UniqueConstraintViolated extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String constraint;

  /**
   * @param constraint its name in lower case, as the script that made it says
   */
  public UniqueConstraintViolated(String constraint, Throwable cause) {
    super("unique constraint violated: " + constraint, cause);
    this.constraint = constraint;
  }

  public String constraint() {
    return constraint;
  }
}
