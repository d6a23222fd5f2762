package io.masterserver.modules.auth.service;

import io.masterserver.api.SettingsSection;
import io.masterserver.modules.mail.MailAddress;
import java.util.Optional;

/**
 * What the e-mail of an account has to be like.
 *
 * @param required whether nobody can register without
 * @param confirmed whether nobody can log in until it is confirmed
 * @param reveal whether who asks for a code learns if an account has an e-mail
 */
record EmailRules(boolean required, boolean confirmed, boolean reveal) {

  static EmailRules from(SettingsSection auth) {
    var rules =
        new EmailRules(
            auth.flag("require-email"),
            auth.flag("require-confirmed-email"),
            auth.flag("reveal-emails"));
    if (rules.confirmed && !rules.required) {
      throw auth.wrong(
          "require-email",
          "off",
          "on, because require-confirmed-email is on: none, none confirmed");
    }
    return rules;
  }

  /**
   * Returns the e-mail to store.
   *
   * @throws Refused if there has to be one, or it is none
   */
  Optional<String> check(String email) {
    if (email.isEmpty() && !required) {
      return Optional.empty();
    }
    if (!MailAddress.isValid(email)) {
      throw Answers.invalidEmail();
    }
    return Optional.of(email);
  }
}
