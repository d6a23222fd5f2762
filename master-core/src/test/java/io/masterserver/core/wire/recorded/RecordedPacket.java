package io.masterserver.core.wire.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.masterserver.core.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Bytes that the ancestor has produced from known values. */
public record RecordedPacket(String title, JsonNode fields, Bytes bytes) {

  private static final String FILE = "/vectors/packets.json";

  /** All of the file, messages and packets. */
  public static List<RecordedPacket> all() {
    try (InputStream in = RecordedPacket.class.getResourceAsStream(FILE)) {
      return StreamSupport.stream(JsonMapper.builder().build().readTree(in).spliterator(), false)
          .map(RecordedPacket::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that are whole messages. */
  public static Stream<RecordedPacket> messages() {
    return all().stream().filter(RecordedPacket::isMessage);
  }

  /** Those that are payloads, or values within one. */
  public static Stream<RecordedPacket> packets() {
    return all().stream().filter(packet -> !packet.isMessage());
  }

  /** The title without what tells variants of one packet apart. */
  String name() {
    int variant = title.indexOf(" (");
    return variant < 0 ? title : title.substring(0, variant);
  }

  private boolean isMessage() {
    return title.startsWith("Message frame");
  }

  private static RecordedPacket of(JsonNode entry) {
    return new RecordedPacket(
        entry.get("packet").asText(), entry.get("fields"), Bytes.ofHex(entry.get("hex").asText()));
  }

  @Override
  public String toString() {
    return title;
  }
}
