package io.masterserver.core.wire.recorded;

import static io.masterserver.core.wire.Codec.DICTIONARY;
import static io.masterserver.core.wire.Codec.FLOAT;
import static io.masterserver.core.wire.Codec.INT;
import static io.masterserver.core.wire.Codec.STRING;
import static io.masterserver.core.wire.Codec.TEXT;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Values that are not packets of their own. */
final class Values {

  /** One of each number. */
  record Primitives(boolean a, byte b, short c, int d, long e, float f, double g) {

    static final Primitives RECORDED =
        new Primitives(true, (byte) 200, (short) -2, 305419896, -3, 1.5f, -2.25);
  }

  /** A dictionary as the only component. */
  record Dictionary(Map<String, String> entries) {

    static final Codec<Dictionary> COMPOSED =
        Codec.record(HandMade.DICTIONARY_OR_NULL, Dictionary::entries, Dictionary::new);

    static Dictionary of(JsonNode fields) {
      return new Dictionary(
          fields.isNull() ? null : RecordedJson.as(fields, new TypeReference<>() {}));
    }
  }

  /** One property of a profile: its key, and the bytes of its value. */
  record ProfileProperty(short key, Bytes value) {

    static final Codec<ProfileProperty> COMPOSED =
        Codec.record(
            Codec.SHORT,
            ProfileProperty::key,
            Codec.BYTES,
            ProfileProperty::value,
            ProfileProperty::new);

    static List<ProfileProperty> profile(JsonNode fields) {
      Iterable<String> keys = fields::fieldNames;
      return StreamSupport.stream(keys.spliterator(), false)
          .map(key -> of(Short.parseShort(key), fields.get(key)))
          .toList();
    }

    private static ProfileProperty of(short key, JsonNode value) {
      return new ProfileProperty(
          key,
          switch (key) {
            case 777 -> INT.encode(value.intValue());
            case 778 -> TEXT.encode(value.asText());
            case 779 -> FLOAT.encode(value.floatValue());
            case 780 ->
                Codec.map(STRING, INT).encode(RecordedJson.as(value, new TypeReference<>() {}));
            case 781 -> DICTIONARY.encode(RecordedJson.as(value, new TypeReference<>() {}));
            case 782 ->
                Codec.map(INT, INT).encode(RecordedJson.as(value, new TypeReference<>() {}));
            case 783 ->
                Codec.map(STRING, FLOAT).encode(RecordedJson.as(value, new TypeReference<>() {}));
            default -> throw new IllegalArgumentException("property " + key);
          });
    }
  }

  private Values() {}
}
