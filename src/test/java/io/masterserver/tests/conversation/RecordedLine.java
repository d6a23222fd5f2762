package io.masterserver.tests.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One message of a recorded conversation. */
record RecordedLine(String scenario, int connection, boolean fromClient, byte[] bytes) {

  /** Returns the conversations of a file of the class path by name, in its order. */
  static Map<String, List<RecordedLine>> conversations(String resource) throws IOException {
    try (var in = RecordedLine.class.getResourceAsStream(resource);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<JsonNode> nodes =
          new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(reader).readAll();
      return nodes.stream()
          .map(RecordedLine::of)
          .collect(
              Collectors.groupingBy(
                  RecordedLine::scenario, LinkedHashMap::new, Collectors.toList()));
    }
  }

  private static RecordedLine of(JsonNode json) {
    return new RecordedLine(
        json.get("scenario").asText(),
        json.get("conn").asInt(),
        json.get("dir").asText().equals("C2S"),
        Bytes.ofHex(json.get("hex").asText()).toArray());
  }

  Message message() {
    return MessageCodec.read(Bytes.wrap(bytes));
  }
}
