package io.masterserver.bench.load;

/** A server did not do what it has to; the figures of this run mean nothing. */
public final class LoadFailure extends RuntimeException {

  public LoadFailure(String message) {
    super(message);
  }

  public LoadFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
