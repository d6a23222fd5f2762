package io.masterserver.core.wire;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Constants of an enum as integers. */
final class EnumCodec<E extends Enum<E>> implements Codec<E> {

  private final Class<E> type;
  private final Codec<Integer> number;
  private final Function<E, Integer> code;
  private final Map<Integer, E> byCode;

  EnumCodec(Class<E> type, Codec<Integer> number, Function<E, Integer> code) {
    this.type = type;
    this.number = number;
    this.code = code;
    this.byCode =
        Arrays.stream(type.getEnumConstants())
            .collect(Collectors.toUnmodifiableMap(code, constant -> constant));
  }

  @Override
  public void write(E value, WireWriter out) {
    number.write(code.apply(value), out);
  }

  @Override
  public E read(WireReader in) {
    Integer found = number.read(in);
    E constant = byCode.get(found);
    if (constant == null) {
      throw new MalformedPacket(
          "%s: %d (expected: one of %s)"
              .formatted(type.getSimpleName(), found, byCode.keySet().stream().sorted().toList()));
    }
    return constant;
  }
}
