package io.masterserver.core.wire.recorded;

import io.masterserver.core.wire.Codec;
import java.util.Map;

/** Pieces of codecs that the ancestor's packets need, written as a reader of the guide would. */
final class HandMade {

  /** A dictionary within a packet that may be null, which reads back as empty. */
  static final Codec<Map<String, String>> DICTIONARY_OR_NULL =
      Codec.of(
          (out, entries) -> {
            if (entries == null) {
              out.writeInt(0);
            } else {
              Codec.NESTED_DICTIONARY.write(entries, out);
            }
          },
          Codec.NESTED_DICTIONARY::read);

  /** Codes of one signed byte. */
  static final Codec<Integer> BYTE_CODE = Codec.BYTE.map(Byte::intValue, Integer::byteValue);

  private HandMade() {}
}
