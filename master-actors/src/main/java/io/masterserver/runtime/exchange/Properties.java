package io.masterserver.runtime.exchange;

import io.masterserver.api.PropertyKey;
import io.masterserver.api.PropertyView;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a peer: an immutable map from code to value, with the key that wrote it.
 *
 * <p>Two arrays, sorted by code: a peer has few properties, and there are many peers.
 */
public final class Properties implements PropertyView {

  /** No properties; shared by all peers that have none. */
  public static final Properties NONE = new Properties(new PropertyKey<?>[0], new Object[0]);

  private final PropertyKey<?>[] keys;
  private final Object[] values;

  private Properties(PropertyKey<?>[] keys, Object[] values) {
    this.keys = keys;
    this.values = values;
  }

  /** Returns what {@link #encoded} has returned, perhaps on another node, as properties again. */
  public static Properties of(Collection<EncodedProperty> encoded) {
    Properties all = NONE;
    for (EncodedProperty property : encoded) {
      all = all.with(property);
    }
    return all;
  }

  @Override
  public <T> Optional<T> get(PropertyKey<T> key) {
    return value(key, at(key.code()));
  }

  /**
   * Returns what {@link #at} has returned as a value of {@code key}.
   *
   * @throws ClassCastException if another key with the same code has stored something else
   * @throws IllegalStateException if it came from another node, and the key cannot decode it
   */
  public static <T> Optional<T> value(PropertyKey<T> key, @Nullable Object stored) {
    return key.valueOf(stored instanceof EncodedValue encoded ? encoded.decodedBy(key) : stored);
  }

  /** Returns whether a value is set; a default does not count. */
  public boolean has(PropertyKey<?> key) {
    return at(key.code()) != null;
  }

  /** Returns the value under {@code code}, or null; encoded if it came from another node. */
  public @Nullable Object at(int code) {
    int index = indexOf(code);
    return index < 0 ? null : values[index];
  }

  /**
   * Returns the value under {@code code} for another node, or null.
   *
   * @throws IllegalArgumentException if its key has no codec, or if that cannot write the value
   */
  public @Nullable EncodedProperty encodedAt(int code) {
    int index = indexOf(code);
    return index < 0 ? null : EncodedProperty.of(keys[index], values[index]);
  }

  /**
   * Returns all that can leave this node.
   *
   * @throws IllegalArgumentException if a codec cannot write its value
   */
  public List<EncodedProperty> encoded() {
    return IntStream.range(0, keys.length)
        .filter(this::canLeaveAt)
        .mapToObj(i -> EncodedProperty.of(keys[i], values[i]))
        .toList();
  }

  /** Whether all of them can leave this node. */
  public boolean canLeave() {
    return IntStream.range(0, keys.length).allMatch(this::canLeaveAt);
  }

  private boolean canLeaveAt(int index) {
    return keys[index].codec().isPresent() || values[index] instanceof EncodedValue;
  }

  /** Returns all that is kept with the session of their peer. */
  public List<EncodedProperty> encodedDurable() {
    return IntStream.range(0, keys.length)
        .filter(this::isDurableAt)
        .mapToObj(i -> EncodedProperty.of(keys[i], values[i]))
        .toList();
  }

  /** Whether the property under {@code code} is kept with the session of its peer. */
  public boolean isDurable(int code) {
    int index = indexOf(code);
    return index >= 0 && isDurableAt(index);
  }

  /** Whether any is kept with the session of its peer. */
  public boolean hasDurable() {
    return IntStream.range(0, keys.length).anyMatch(this::isDurableAt);
  }

  /** Whether those that are kept with the session of their peer are the same. */
  public boolean hasSameDurable(Properties other) {
    return containsDurableOf(other) && other.containsDurableOf(this);
  }

  private boolean containsDurableOf(Properties other) {
    return IntStream.range(0, other.keys.length)
        .filter(other::isDurableAt)
        .allMatch(i -> other.values[i].equals(at(other.keys[i].code())));
  }

  private boolean isDurableAt(int index) {
    return values[index] instanceof EncodedValue encoded
        ? encoded.property().durable()
        : keys[index].isDurable();
  }

  /** Returns these properties with one that came from another node. */
  public Properties with(EncodedProperty property) {
    return with(property.key(), new EncodedValue(property));
  }

  /** Returns these properties with one set. */
  public Properties with(PropertyKey<?> key, Object value) {
    int index = indexOf(key.code());
    return index < 0 ? inserted(-index - 1, key, value) : replaced(index, key, value);
  }

  /** Returns these properties without that of {@code code}. */
  public Properties without(int code) {
    int index = indexOf(code);
    if (index < 0) {
      return this;
    }
    return keys.length == 1
        ? NONE
        : new Properties(
            removed(keys, new PropertyKey<?>[keys.length - 1], index),
            removed(values, new Object[keys.length - 1], index));
  }

  /** Returns where {@code code} is; else where it belongs, as {@code -index - 1}. */
  private int indexOf(int code) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].code() >= code) {
        return keys[i].code() == code ? i : -i - 1;
      }
    }
    return -keys.length - 1;
  }

  private Properties replaced(int index, PropertyKey<?> key, Object value) {
    Object[] changed = values.clone();
    changed[index] = value;
    if (keys[index] == key) {
      return new Properties(keys, changed);
    }
    PropertyKey<?>[] changedKeys = keys.clone();
    changedKeys[index] = key;
    return new Properties(changedKeys, changed);
  }

  private Properties inserted(int index, PropertyKey<?> key, Object value) {
    return new Properties(
        inserted(keys, new PropertyKey<?>[keys.length + 1], index, key),
        inserted(values, new Object[keys.length + 1], index, value));
  }

  private static <E> E[] inserted(E[] from, E[] to, int index, E element) {
    System.arraycopy(from, 0, to, 0, index);
    to[index] = element;
    System.arraycopy(from, index, to, index + 1, from.length - index);
    return to;
  }

  private static <E> E[] removed(E[] from, E[] to, int index) {
    System.arraycopy(from, 0, to, 0, index);
    System.arraycopy(from, index + 1, to, index, to.length - index);
    return to;
  }

  /** Says which codes are set, never the values: they may be secret. */
  @Override
  public String toString() {
    return "Properties" + Arrays.stream(keys).map(PropertyKey::code).toList();
  }
}
