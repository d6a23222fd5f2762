package io.masterserver.core.wire.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import java.util.List;
import java.util.function.Function;

/**
 * How to make the value of a recorded packet from its recorded fields, and the codecs that must all
 * give the recorded bytes for it.
 */
public record Shape<T>(Function<JsonNode, T> values, List<Codec<T>> codecs) {

  /** What was written. */
  public T written(RecordedPacket packet) {
    return values.apply(packet.fields());
  }

  /** What must be read: as written, but nothing is null. */
  public T read(RecordedPacket packet) {
    return values.apply(withoutNulls(packet.fields()));
  }

  /** The recorded value in the bytes of each codec. */
  public List<Bytes> encodings(RecordedPacket packet) {
    T value = written(packet);
    return codecs.stream().map(codec -> codec.encode(value)).toList();
  }

  /** What each codec makes of {@code bytes}. */
  public List<T> decodings(Bytes bytes) {
    return codecs.stream().map(codec -> codec.decode(bytes)).toList();
  }

  private static JsonNode withoutNulls(JsonNode node) {
    if (node.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    node.fieldNames()
        .forEachRemaining(
            name -> {
              copy.set(name, withoutNulls(node.get(name)));
            });
    return copy;
  }
}
