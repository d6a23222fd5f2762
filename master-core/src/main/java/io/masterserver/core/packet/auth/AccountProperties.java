package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the properties of an account are written. */
final class AccountProperties {

  /** A nested dictionary; without entries it is the length 0 alone, as the ancestor writes it. */
  static final Codec<Map<String, String>> CODEC =
      Codec.of(
          (out, properties) -> {
            if (properties.isEmpty()) {
              out.writeInt(0);
            } else {
              Codec.NESTED_DICTIONARY.write(properties, out);
            }
          },
          Codec.NESTED_DICTIONARY::read);

  private AccountProperties() {}

  /**
   * Returns an immutable copy, in the same order. Not by {@link Map#copyOf}: that takes time in the
   * square of the number of keys with the same hash, and whoever sends the keys can choose them so.
   */
  static Map<String, String> copyOf(Map<String, String> properties) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
