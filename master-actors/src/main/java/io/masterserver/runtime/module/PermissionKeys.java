package io.masterserver.runtime.module;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.typesafe.config.Config;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.OptionalInt;

/** The keys with which peers claim a permission level. Never printed. */
final class PermissionKeys {

  /** Only hashes are kept: they have one length, whatever the key's. */
  private static final class Entry {
    final byte[] hash;
    final int level;

    Entry(byte[] hash, int level) {
      this.hash = hash;
      this.level = level;
    }
  }

  private static final int SHORTEST_KEY = 16;

  private final List<Entry> entries;

  private PermissionKeys(List<Entry> entries) {
    this.entries = entries;
  }

  static PermissionKeys from(Config section) {
    return new PermissionKeys(
        section.getConfigList("permission-keys").stream().map(PermissionKeys::entry).toList());
  }

  private static Entry entry(Config entry) {
    String key = entry.getString("key");
    int level = entry.getInt("level");
    if (key.length() < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "permission-keys: a key of level %d has %d characters (expected: %d or more; set in %s)"
              .formatted(
                  level, key.length(), SHORTEST_KEY, entry.getValue("key").origin().description()));
    }
    if (level < 1) {
      throw new IllegalArgumentException(
          "permission-keys: a key has level %d (expected: 1 or more; set in %s)"
              .formatted(level, entry.getValue("level").origin().description()));
    }
    return new Entry(hash(key), level);
  }

  /** Returns the level of {@code key}; takes the same time whatever the key. */
  OptionalInt levelOf(String key) {
    byte[] hash = hash(key);
    OptionalInt level = OptionalInt.empty();
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.hash, hash)) {
        level = OptionalInt.of(entry.level);
      }
    }
    return level;
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
