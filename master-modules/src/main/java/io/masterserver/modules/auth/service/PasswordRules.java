package io.masterserver.modules.auth.service;

import io.masterserver.api.SettingsSection;

/**
 * What a new password has to be like. Length is all: what else is asked for makes people write them
 * down.
 */
record PasswordRules(int minLength, int maxLength) {

  static PasswordRules from(SettingsSection section) {
    int min = section.number("min-length", 6, 128);
    return new PasswordRules(min, section.number("max-length", min, 512));
  }

  /**
   * @throws Refused if it is too short or too long
   */
  void check(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < minLength) {
      throw wrong("short");
    }
    if (length > maxLength) {
      throw wrong("long");
    }
  }

  private Refused wrong(String what) {
    return Answers.invalid(
        "Password is too %s: %d to %d characters".formatted(what, minLength, maxLength));
  }
}
