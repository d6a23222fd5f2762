package io.masterserver.core.wire;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How values of one type become bytes and back. Codecs are values: they compose into codecs of
 * packets.
 *
 * <p>Reading throws {@link MalformedPacket} when the bytes do not fit; bytes behind the value are
 * left alone. Writing throws {@link IllegalArgumentException} when the value cannot be expressed.
 *
 * <p>Threads: any.
 *
 * @param <T> the type of the values, immutable
 * @see <a href="https://learn.microsoft.com/dotnet/api/system.guid.tobytearray">order of GUID
 *     bytes</a>
 */
public interface Codec<T> {

  /** One byte: 0 is false, anything else is true. */
  Codec<Boolean> BOOLEAN = of(WireWriter::writeBoolean, WireReader::readBoolean);

  /** Signed 8 bits. */
  Codec<Byte> BYTE = of((out, value) -> out.writeByte(value), WireReader::readByte);

  /** Signed 16 bits. */
  Codec<Short> SHORT = of((out, value) -> out.writeShort(value), WireReader::readShort);

  /** Signed 32 bits. */
  Codec<Integer> INT = of(WireWriter::writeInt, WireReader::readInt);

  /** Signed 64 bits. */
  Codec<Long> LONG = of(WireWriter::writeLong, WireReader::readLong);

  /** IEEE 754, 32 bits. */
  Codec<Float> FLOAT = of(WireWriter::writeFloat, WireReader::readFloat);

  /** IEEE 754, 64 bits. */
  Codec<Double> DOUBLE = of(WireWriter::writeDouble, WireReader::readDouble);

  /** Text: a signed 16-bit byte count, then that many bytes of UTF-8; at most 32767 bytes. */
  Codec<String> STRING = of(WireWriter::writeString, WireReader::readString);

  /** Text as the whole payload: bare UTF-8 up to the end. */
  Codec<String> TEXT = of(WireWriter::writeUtf8, in -> in.readUtf8(in.remaining()));

  /** 16 bytes in .NET order: the first three groups little-endian. */
  Codec<UUID> GUID = of(WireWriter::writeGuid, WireReader::readGuid);

  /** A signed 32-bit byte count, then that many bytes. */
  Codec<Bytes> BYTES =
      of(
          (out, bytes) -> {
            out.writeInt(bytes.length());
            out.writeBytes(bytes);
          },
          in -> in.readBytes(in.readLength()));

  /** Bytes as the whole payload: everything up to the end. */
  Codec<Bytes> RAW = of(WireWriter::writeBytes, in -> in.readBytes(in.remaining()));

  /** Strings by string as the whole payload: a 32-bit count, then keys and values. */
  Codec<Map<String, String>> DICTIONARY = map(STRING, STRING);

  /**
   * Strings by string inside a packet: a 32-bit byte count, then a {@link #DICTIONARY} of that
   * size. Length 0 reads as an empty one.
   */
  Codec<Map<String, String>> NESTED_DICTIONARY = nested(DICTIONARY, Map.of());

  void write(T value, WireWriter out);

  T read(WireReader in);

  /** Returns the bytes of {@code value}. */
  default Bytes encode(T value) {
    var out = new WireWriter();
    write(value, out);
    return out.toBytes();
  }

  /**
   * Returns the value at the start of {@code bytes}; bytes behind it are ignored.
   *
   * @throws MalformedPacket if the bytes do not fit, or the value's constructor refuses what they
   *     say
   */
  default T decode(Bytes bytes) {
    try {
      return read(WireReader.of(bytes));
    } catch (IllegalArgumentException refused) {
      throw new MalformedPacket(String.valueOf(refused.getMessage()));
    }
  }

  /** Returns a codec of another type, converted to and from this one. */
  default <U> Codec<U> map(
      Function<? super T, ? extends U> decoded, Function<? super U, ? extends T> encoded) {
    return of((out, value) -> write(encoded.apply(value), out), in -> decoded.apply(read(in)));
  }

  static <T> Codec<T> of(
      BiConsumer<WireWriter, T> writer, Function<WireReader, ? extends T> reader) {
    return new FunctionCodec<>(writer, reader);
  }

  /** A 32-bit count, then the elements one behind another. */
  static <T> Codec<List<T>> list(Codec<T> element) {
    return new ListCodec<>(element);
  }

  /** A 32-bit count, then key, value, key, value …, in the order of the map. */
  static <K, V> Codec<Map<K, V>> map(Codec<K> key, Codec<V> value) {
    return new MapCodec<>(key, value);
  }

  /**
   * A 32-bit byte count, then the value in exactly that many bytes.
   *
   * @param absent what length 0 is read as; it is written like any other value
   */
  static <T> Codec<T> nested(Codec<T> codec, T absent) {
    return new NestedCodec<>(codec, absent);
  }

  /** The constants of {@code type} as 32-bit integers, in the order of their declaration from 0. */
  @SuppressWarnings("EnumOrdinal") // the wire format of the ancestor is the ordinal
  static <E extends Enum<E>> Codec<E> enumeration(Class<E> type) {
    return enumeration(type, INT, Enum::ordinal);
  }

  /**
   * The constants of {@code type} as integers.
   *
   * @param number writes the integer, in as many bytes as it likes
   * @param code the integer of a constant, unique among them
   */
  static <E extends Enum<E>> Codec<E> enumeration(
      Class<E> type, Codec<Integer> number, Function<E, Integer> code) {
    return new EnumCodec<>(type, number, code);
  }

  /**
   * Returns the codec of a record: its components in the order of their declaration.
   *
   * <p>Components may be primitives, strings, {@link UUID}, {@link Bytes} (with a length), enums
   * (as 32-bit integers), lists, maps (preceded by their length in bytes; null is written as length
   * 0) and records of those. It gives the same bytes as {@code record(codec, getter, …,
   * constructor)}.
   *
   * @throws IllegalArgumentException if a component has another type
   */
  static <R extends Record> Codec<R> derived(Class<R> type) {
    return DerivedCodec.of(type);
  }

  /** A record of one component. */
  static <A, R> Codec<R> record(Codec<A> a, Function<R, A> getA, Function<A, R> constructor) {
    return of((out, r) -> a.write(getA.apply(r), out), in -> constructor.apply(in.readNested(a)));
  }

  /** A record of two components, in this order. */
  static <A, B, R> Codec<R> record(
      Codec<A> a, Function<R, A> getA, Codec<B> b, Function<R, B> getB, Of2<A, B, R> constructor) {
    return of(
        (out, r) -> {
          a.write(getA.apply(r), out);
          b.write(getB.apply(r), out);
        },
        in -> constructor.create(in.readNested(a), in.readNested(b)));
  }

  /** A record of three components, in this order. */
  static <A, B, C, R> Codec<R> record(
      Codec<A> a,
      Function<R, A> getA,
      Codec<B> b,
      Function<R, B> getB,
      Codec<C> c,
      Function<R, C> getC,
      Of3<A, B, C, R> constructor) {
    return of(
        (out, r) -> {
          a.write(getA.apply(r), out);
          b.write(getB.apply(r), out);
          c.write(getC.apply(r), out);
        },
        in -> constructor.create(in.readNested(a), in.readNested(b), in.readNested(c)));
  }

  /** A record of four components, in this order. */
  static <A, B, C, D, R> Codec<R> record(
      Codec<A> a,
      Function<R, A> getA,
      Codec<B> b,
      Function<R, B> getB,
      Codec<C> c,
      Function<R, C> getC,
      Codec<D> d,
      Function<R, D> getD,
      Of4<A, B, C, D, R> constructor) {
    return of(
        (out, r) -> {
          a.write(getA.apply(r), out);
          b.write(getB.apply(r), out);
          c.write(getC.apply(r), out);
          d.write(getD.apply(r), out);
        },
        in ->
            constructor.create(
                in.readNested(a), in.readNested(b), in.readNested(c), in.readNested(d)));
  }

  /** A constructor of two. */
  @FunctionalInterface
  interface Of2<A, B, R> {
    R create(A a, B b);
  }

  /** A constructor of three. */
  @FunctionalInterface
  interface Of3<A, B, C, R> {
    R create(A a, B b, C c);
  }

  /** A constructor of four. */
  @FunctionalInterface
  interface Of4<A, B, C, D, R> {
    R create(A a, B b, C c, D d);
  }
}
