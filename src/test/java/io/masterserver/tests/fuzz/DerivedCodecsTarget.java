package io.masterserver.tests.fuzz;

import static io.masterserver.core.wire.Codec.BYTES;
import static io.masterserver.core.wire.Codec.INT;
import static io.masterserver.core.wire.Codec.STRING;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What codecs of modules may be made of, which need not be in the packets of today.
 *
 * <p>Layout of an input: {@code codec:uint8}, a number from 0, and the packet.
 */
final class DerivedCodecsTarget implements FuzzTarget {

  private enum Colour {
    RED,
    GREEN
  }

  private record Part(boolean on, Colour colour) {}

  private record Everything(
      boolean flag,
      byte small,
      short less,
      int number,
      long large,
      float single,
      double twice,
      String text,
      UUID id,
      Bytes raw,
      Colour colour,
      Part part,
      List<Part> parts,
      Map<String, List<Integer>> lists,
      Map<Float, Part> byNumber) {}

  /** In an order that stays: inputs name them by number. */
  private static final List<Codec<?>> CODECS =
      List.of(
          Codec.derived(Everything.class),
          Codec.list(Codec.derived(Part.class)),
          Codec.list(Codec.list(Codec.list(INT))),
          Codec.map(STRING, Codec.map(INT, BYTES)),
          Codec.nested(Codec.list(Codec.nested(Codec.list(STRING), List.of())), List.of()),
          Codec.NESTED_DICTIONARY);

  private static final Everything SAMPLE =
      new Everything(
          true,
          (byte) -1,
          (short) 2,
          -3,
          4,
          1.5f,
          Double.NaN,
          "ž€\ud83d\ude00",
          new UUID(1, 2),
          Bytes.ofHex("0102"),
          Colour.GREEN,
          new Part(false, Colour.RED),
          List.of(new Part(true, Colour.GREEN)),
          Map.of("k", List.of(1, 2)),
          Map.of(2.5f, new Part(true, Colour.RED)));

  @Override
  public void read(byte[] input) {
    if (input.length > 0 && (input[0] & 0xff) < CODECS.size()) {
      CodecLaw.holds(CODECS.get(input[0]), Bytes.wrap(input, 1, input.length - 1));
    }
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(input(0, Codec.derived(Everything.class).encode(SAMPLE)));
    for (int i = 0; i < CODECS.size(); i++) {
      seeds.add(input(i, Bytes.wrap(new byte[128])));
      seeds.add(input(i, Bytes.ofHex("0000000c000000010000000400000001")));
    }
    return seeds;
  }

  private static byte[] input(int codec, Bytes packet) {
    var out = new WireWriter();
    out.writeByte(codec);
    out.writeBytes(packet);
    return out.toArray();
  }
}
