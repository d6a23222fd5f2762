package io.masterserver.modules.auth.importing;

/** One line of the file is no account; the message says why, without secrets. */
final class LineRefused extends Exception {

  private static final long serialVersionUID = 1L;

  LineRefused(String reason) {
    super(reason, null, false, false);
  }
}
