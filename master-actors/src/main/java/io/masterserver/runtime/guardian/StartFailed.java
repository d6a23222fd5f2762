package io.masterserver.runtime.guardian;

/** The server cannot start. The message is one line that names the culprit and the mend. */
public final class StartFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartFailed(String line) {
    super(line);
  }

  public StartFailed(String line, Throwable cause) {
    super(line, cause);
  }
}
