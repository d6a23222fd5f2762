package io.masterserver.tests.fuzz;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.MalformedPacket;
import java.util.Optional;

/**
 * What every codec keeps to: it reads or refuses; what it reads it writes, and reads as the same.
 */
final class CodecLaw {

  private CodecLaw() {}

  static <T> void holds(Codec<T> codec, Bytes bytes) {
    Optional<T> read =
        Memory.OF_A_PACKET.bounded(bytes.length(), () -> readOrRefused(codec, bytes));
    if (read.isPresent()) {
      T again = codec.decode(codec.encode(read.get()));
      if (!read.get().equals(again)) {
        throw new AssertionError(
            "read: %s, then written and read: %s".formatted(read.get(), again));
      }
    }
  }

  private static <T> Optional<T> readOrRefused(Codec<T> codec, Bytes bytes) {
    try {
      return Optional.of(codec.decode(bytes));
    } catch (MalformedPacket refused) {
      return Optional.empty();
    }
  }
}
