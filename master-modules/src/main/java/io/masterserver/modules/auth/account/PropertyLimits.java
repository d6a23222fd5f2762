package io.masterserver.modules.auth.account;

import java.util.Map;

/** How much an account may carry in its properties. */
public final class PropertyLimits {

  /** Properties of one account. */
  public static final int MAX_COUNT = 100;

  /** Longest name, in characters. */
  public static final int MAX_NAME = 64;

  /** Longest value, in characters. */
  public static final int MAX_VALUE = 4096;

  private PropertyLimits() {}

  /**
   * @throws IllegalArgumentException if there are too many, or one is too long or no storable text;
   *     the message may be shown to who has sent them
   */
  public static void check(Map<String, String> properties) {
    if (properties.size() > MAX_COUNT) {
      throw new IllegalArgumentException(
          "properties: %d (expected: at most %d)".formatted(properties.size(), MAX_COUNT));
    }
    properties.forEach(
        (name, value) -> {
          StorableText.check("name of a property", name, 1, MAX_NAME);
          StorableText.check("property '%s'".formatted(name), value, 0, MAX_VALUE);
        });
  }
}
