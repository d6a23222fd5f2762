package io.masterserver.bench.codec;

import static io.masterserver.core.wire.Codec.INT;
import static io.masterserver.core.wire.Codec.NESTED_DICTIONARY;
import static io.masterserver.core.wire.Codec.STRING;

import io.masterserver.core.wire.Codec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A packet of middle size, as a list of games has many.
 *
 * @param players how many are in the room
 */
public record RoomListing(
    String name, String address, int players, Map<String, String> properties) {

  /** Made from the declaration. */
  public static final Codec<RoomListing> DERIVED = Codec.derived(RoomListing.class);

  /** Composed by hand; the same bytes. */
  public static final Codec<RoomListing> COMPOSED =
      Codec.record(
          STRING,
          RoomListing::name,
          STRING,
          RoomListing::address,
          INT,
          RoomListing::players,
          NESTED_DICTIONARY,
          RoomListing::properties,
          RoomListing::new);

  /** A typical one, of about 100 bytes. */
  static RoomListing sample() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("map", "Forest");
    properties.put("mode", "capture-the-flag");
    properties.put("language", "en");
    return new RoomListing("Anna's room", "10.1.2.3:7777", 7, properties);
  }
}
