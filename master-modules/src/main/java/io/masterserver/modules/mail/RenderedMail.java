package io.masterserver.modules.mail;

/**
 * A template, filled in.
 *
 * @param subject one line
 * @param text the mail itself, its lines ended by {@code \n}
 */
record RenderedMail(String subject, String text) {

  /** Says nothing: either may hold a code. */
  @Override
  public String toString() {
    return "RenderedMail[]";
  }
}
