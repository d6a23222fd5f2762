package io.masterserver.modules.database;

/**
 * The database cannot be used as it is set up, and waiting does not mend it. The message is one
 * line for the operator, without secrets.
 */
public final class DatabaseRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatabaseRefused(String line) {
    super(line);
  }
}
