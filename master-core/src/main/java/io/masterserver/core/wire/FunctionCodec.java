package io.masterserver.core.wire;

import java.util.function.BiConsumer;
import java.util.function.Function;

/** A codec made of two functions. */
record FunctionCodec<T>(BiConsumer<WireWriter, T> writer, Function<WireReader, ? extends T> reader)
    implements Codec<T> {

  @Override
  public void write(T value, WireWriter out) {
    writer.accept(out, value);
  }

  @Override
  public T read(WireReader in) {
    return reader.apply(in);
  }
}
