package io.masterserver.modules.auth.importing;

/** Nothing can be imported from the file; the message is one line for the operator. */
final class UnusableFile extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableFile(String message) {
    super(message, null, false, false);
  }
}
