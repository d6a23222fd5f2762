package io.masterserver.bench.process;

/** A server could not be started or measured. */
public final class ServerFailure extends RuntimeException {

  public ServerFailure(String message) {
    super(message);
  }

  public ServerFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
