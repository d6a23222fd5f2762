package io.masterserver.tests.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.masterserver.core.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** What clients and servers of the ancestor have said to each other: messages without frames. */
final class Recordings {

  private Recordings() {}

  /** Returns the messages of all recorded conversations, each once, in their order. */
  static List<byte[]> messages() {
    return Stream.of("/transcripts.jsonl", "/account-transcripts.jsonl")
        .flatMap(Recordings::lines)
        .map(line -> line.get("hex").asText())
        .distinct()
        .map(hex -> Bytes.ofHex(hex).toArray())
        .toList();
  }

  private static Stream<JsonNode> lines(String resource) {
    try (var in = Recordings.class.getResourceAsStream(resource)) {
      return JsonMapper.builder()
          .build()
          .readerFor(JsonNode.class)
          .<JsonNode>readValues(in)
          .readAll()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
