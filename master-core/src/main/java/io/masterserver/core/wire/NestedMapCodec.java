package io.masterserver.core.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map within a packet: its size in bytes, then its entries; null is length 0 and reads as empty.
 */
final class NestedMapCodec<K, V> implements Codec<@Nullable Map<K, V>> {

  private final Codec<Map<K, V>> present;

  NestedMapCodec(Codec<K> key, Codec<V> value) {
    present = Codec.nested(Codec.map(key, value), Map.of());
  }

  @Override
  public void write(@Nullable Map<K, V> value, WireWriter out) {
    if (value == null) {
      out.writeInt(0);
    } else {
      present.write(value, out);
    }
  }

  @Override
  public Map<K, V> read(WireReader in) {
    return present.read(in);
  }
}
