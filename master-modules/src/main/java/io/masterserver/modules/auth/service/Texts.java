package io.masterserver.modules.auth.service;

import io.masterserver.modules.auth.account.StorableText;

/** What texts from clients may hold. */
final class Texts {

  private Texts() {}

  /** Whether a text has what does not belong into one line: databases and logs break on it. */
  static boolean hasControls(String text) {
    return !StorableText.isStorable(text) || text.chars().anyMatch(Character::isISOControl);
  }
}
