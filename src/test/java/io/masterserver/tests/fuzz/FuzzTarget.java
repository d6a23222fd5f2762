package io.masterserver.tests.fuzz;

import java.util.List;

/** Something that reads hostile bytes. Threads: one. */
interface FuzzTarget extends AutoCloseable {

  /**
   * Lets the bytes be read. Throws anything if a law is broken; what is refused is no such thing.
   */
  void read(byte[] input);

  /** Inputs to begin with: legal ones, so that damaged ones get far. Never empty. */
  List<byte[]> seeds();

  /** Gets ready to read: comes first, and may take its time. */
  default void open() {}

  /** Gives back what {@link #open()} took. */
  @Override
  default void close() {}
}
