package io.masterserver.core.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A count, then the elements. */
record ListCodec<T>(Codec<T> element) implements Codec<List<T>> {

  /** Growing beyond this is cheap; reserving more on the word of a stranger is not. */
  private static final int MAX_RESERVED = 1024;

  @Override
  public void write(List<T> values, WireWriter out) {
    out.writeInt(values.size());
    for (T value : values) {
      element.write(value, out);
    }
  }

  @Override
  public List<T> read(WireReader in) {
    int count = in.readCount();
    List<T> values = new ArrayList<>(Math.min(count, MAX_RESERVED));
    for (int i = 0; i < count; i++) {
      values.add(in.readNested(element));
    }
    return Collections.unmodifiableList(values);
  }
}
