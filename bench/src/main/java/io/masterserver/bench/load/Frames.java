package io.masterserver.bench.load;

import io.netty.buffer.ByteBuf;

/** How the requests of one connection, and the right answers to them, look as bytes. */
interface Frames {

  /** Bytes of every request. */
  int requestBytes();

  /** Appends the request {@code id}. */
  void writeRequest(ByteBuf out, int id);

  /**
   * Whether the next answer is here in full.
   *
   * @throws LoadFailure if it has another length than the right answer to the request {@code id}
   */
  boolean isWhole(ByteBuf in, int id);

  /**
   * Reads the answer to the request {@code id}, which is whole.
   *
   * @throws LoadFailure if it is not exactly the right one
   */
  void readAnswer(ByteBuf in, int id);
}
