package io.masterserver.runtime.exchange;

import io.masterserver.api.PropertyKey;
import io.masterserver.api.PropertyView;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a peer: an immutable map from code to value.
 *
 * <p>Two sorted arrays: a peer has few properties, and there are many peers.
 */
public final class Properties implements PropertyView {

  /** No properties; shared by all peers that have none. */
  public static final Properties NONE = new Properties(new int[0], new Object[0]);

  private final int[] codes;
  private final Object[] values;

  private Properties(int[] codes, Object[] values) {
    this.codes = codes;
    this.values = values;
  }

  @Override
  public <T> Optional<T> get(PropertyKey<T> key) {
    return key.valueOf(at(key.code()));
  }

  /** Returns whether a value is set; a default does not count. */
  public boolean has(PropertyKey<?> key) {
    return at(key.code()) != null;
  }

  /** Returns the value under {@code code}, or null. */
  public @Nullable Object at(int code) {
    int index = Arrays.binarySearch(codes, code);
    return index < 0 ? null : values[index];
  }

  /** Returns these properties with one set, or removed if {@code value} is null. */
  public Properties with(int code, @Nullable Object value) {
    int index = Arrays.binarySearch(codes, code);
    if (value == null) {
      return index < 0 ? this : without(index);
    }
    return index < 0 ? inserted(-index - 1, code, value) : replaced(index, value);
  }

  private Properties replaced(int index, Object value) {
    Object[] changed = values.clone();
    changed[index] = value;
    return new Properties(codes, changed);
  }

  private Properties inserted(int index, int code, Object value) {
    int[] moreCodes = new int[codes.length + 1];
    Object[] moreValues = new Object[codes.length + 1];
    System.arraycopy(codes, 0, moreCodes, 0, index);
    System.arraycopy(values, 0, moreValues, 0, index);
    moreCodes[index] = code;
    moreValues[index] = value;
    System.arraycopy(codes, index, moreCodes, index + 1, codes.length - index);
    System.arraycopy(values, index, moreValues, index + 1, codes.length - index);
    return new Properties(moreCodes, moreValues);
  }

  private Properties without(int index) {
    if (codes.length == 1) {
      return NONE;
    }
    int[] fewerCodes = new int[codes.length - 1];
    Object[] fewerValues = new Object[codes.length - 1];
    System.arraycopy(codes, 0, fewerCodes, 0, index);
    System.arraycopy(values, 0, fewerValues, 0, index);
    System.arraycopy(codes, index + 1, fewerCodes, index, fewerCodes.length - index);
    System.arraycopy(values, index + 1, fewerValues, index, fewerCodes.length - index);
    return new Properties(fewerCodes, fewerValues);
  }

  /** Says which codes are set, never the values: they may be secret. */
  @Override
  public String toString() {
    return "Properties" + Arrays.toString(codes);
  }
}
