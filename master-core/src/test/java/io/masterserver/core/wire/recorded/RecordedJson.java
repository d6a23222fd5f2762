package io.masterserver.core.wire.recorded;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.masterserver.core.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Makes values from recorded fields; a field without a component, or the reverse, is an error. */
final class RecordedJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .addModule(new SimpleModule().addDeserializer(Bytes.class, new BytesOrNone()))
          .build();

  private RecordedJson() {}

  static <T> T as(JsonNode fields, Class<T> type) {
    return JSON.convertValue(fields, type);
  }

  static <T> T as(JsonNode fields, TypeReference<T> type) {
    return JSON.convertValue(fields, type);
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class BytesOrNone extends StdDeserializer<Bytes> {

    private static final long serialVersionUID = 1L;

    BytesOrNone() {
      super(Bytes.class);
    }

    @Override
    public Bytes deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      JsonNode recorded = parser.readValueAsTree();
      return Bytes.ofHex(recorded.path("bytes").asText());
    }

    @Override
    public Bytes getNullValue(DeserializationContext context) {
      return Bytes.EMPTY;
    }
  }
}
