package io.masterserver.core.wire;

/** A byte count, then the value within it. */
record NestedCodec<T>(Codec<T> codec, T absent) implements Codec<T> {

  @Override
  public void write(T value, WireWriter out) {
    int start = out.reserveInt();
    codec.write(value, out);
    out.patchInt(start, out.size() - start - Integer.BYTES);
  }

  @Override
  public T read(WireReader in) {
    int length = in.readLength();
    return length == 0 ? absent : in.readWithin(length, codec);
  }
}
