package io.masterserver.runtime.connection;

import org.apache.pekko.util.ByteString;

/** What waits for the socket to become writable. State of one connection; its thread only. */
final class OutboundBuffer {

  /** So many small pieces are made one: each costs more than its bytes. */
  private static final int MAX_PIECES = 64;

  private ByteString bytes = ByteString.emptyByteString();
  private int pieces;

  boolean isEmpty() {
    return bytes.isEmpty();
  }

  int size() {
    return bytes.size();
  }

  void add(ByteString more) {
    bytes = bytes.concat(more);
    if (++pieces > MAX_PIECES) {
      bytes = bytes.compact();
      pieces = 1;
    }
  }

  /** Returns all that waits, to be written at once. */
  ByteString takeAll() {
    ByteString all = bytes;
    bytes = ByteString.emptyByteString();
    pieces = 0;
    return all;
  }
}
