package io.masterserver.modules.sessions;

/** So much waits to be written that one more session cannot be. */
public final class StoreFull extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreFull(String message) {
    super(message);
  }
}
