package io.masterserver.modules.auth.service;

import io.masterserver.api.SettingsSection;
import io.masterserver.modules.auth.account.PropertyLimits;
import io.masterserver.modules.auth.account.StorableText;
import java.util.Map;

/**
 * How much may be kept on an account.
 *
 * @param maxKeyLength in characters
 * @param maxValueLength in characters
 */
record PropertyBounds(int maxCount, int maxKeyLength, int maxValueLength) {

  static PropertyBounds from(SettingsSection section) {
    return new PropertyBounds(
        section.number("max-count", 0, PropertyLimits.MAX_COUNT),
        section.number("max-key-length", 1, PropertyLimits.MAX_NAME),
        section.number("max-value-length", 0, PropertyLimits.MAX_VALUE));
  }

  /**
   * @throws Refused if it is too much
   */
  void check(Map<String, String> properties) {
    if (properties.size() > maxCount) {
      throw Answers.invalid(
          "Too many account properties: %d (expected: 0 to %d)"
              .formatted(properties.size(), maxCount));
    }
    properties.forEach(this::check);
  }

  private void check(String key, String value) {
    if (key.isEmpty() || key.length() > maxKeyLength || Texts.hasControls(key)) {
      throw Answers.invalid(
          "Key of an account property is not allowed: 1 to %d characters".formatted(maxKeyLength));
    }
    if (value.length() > maxValueLength || !StorableText.isStorable(value)) {
      throw Answers.invalid(
          "Value of account property '%s' is not allowed: 0 to %d characters"
              .formatted(key, maxValueLength));
    }
  }
}
