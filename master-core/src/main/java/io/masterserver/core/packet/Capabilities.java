package io.masterserver.core.packet;

import io.masterserver.core.wire.Codec;
import java.util.List;

/**
 * What one side of a connection knows beyond the first version of the protocol.
 *
 * <p>Layout: {@code names:int32 count × string}.
 *
 * @param names at most {@value #MAX_NAMES}, each of 1 to {@value #MAX_LENGTH} characters
 */
public record Capabilities(List<String> names) {

  /** Most names. */
  public static final int MAX_NAMES = 32;

  /** Longest name, in characters. */
  public static final int MAX_LENGTH = 64;

  /** {@link io.masterserver.core.wire.Status#RATE_LIMITED} is understood, not only FAILED. */
  public static final String RATE_LIMITED_STATUS = "rate-limited-status";

  /** Nothing beyond the first version. */
  public static final Capabilities NONE = new Capabilities(List.of());

  /** What this version knows, on either side. */
  public static final Capabilities ALL = new Capabilities(List.of(RATE_LIMITED_STATUS));

  public static final Codec<Capabilities> CODEC = Codec.derived(Capabilities.class);

  public Capabilities {
    if (names.size() > MAX_NAMES) {
      throw new IllegalArgumentException(
          "names of capabilities: %d (expected: 0..%d)".formatted(names.size(), MAX_NAMES));
    }
    for (String name : names) {
      if (name.isEmpty() || name.length() > MAX_LENGTH) {
        throw new IllegalArgumentException(
            "length of a capability's name: %d (expected: 1..%d characters)"
                .formatted(name.length(), MAX_LENGTH));
      }
    }
    names = List.copyOf(names);
  }

  public boolean has(String name) {
    return names.contains(name);
  }

  /** Returns those that {@code other} has, too: {@code other} itself if that is all it has. */
  public Capabilities and(Capabilities other) {
    List<String> common = other.names.stream().filter(names::contains).toList();
    return common.size() == other.names.size() ? other : new Capabilities(common);
  }
}
