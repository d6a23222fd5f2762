package io.masterserver.core.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A count, then the entries; a key that comes twice keeps its last value. */
record MapCodec<K, V>(Codec<K> key, Codec<V> value) implements Codec<Map<K, V>> {

  @Override
  public void write(Map<K, V> entries, WireWriter out) {
    out.writeInt(entries.size());
    for (Map.Entry<K, V> entry : entries.entrySet()) {
      key.write(entry.getKey(), out);
      value.write(entry.getValue(), out);
    }
  }

  @Override
  public Map<K, V> read(WireReader in) {
    int count = in.readCount();
    Map<K, V> entries = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      K k = in.readNested(key);
      entries.put(k, in.readNested(value));
    }
    return Collections.unmodifiableMap(entries);
  }
}
