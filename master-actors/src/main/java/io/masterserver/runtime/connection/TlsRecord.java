package io.masterserver.runtime.connection;

import org.apache.pekko.util.ByteString;

/** What a client begins TLS with: a record that holds (the beginning of) its ClientHello. */
enum TlsRecord implements HeadStage.Head {
  FIRST_RECORD;

  private static final int HEADER_BYTES = 5;

  /** RFC 8446, section 5.1. */
  static final int MAX_BYTES = HEADER_BYTES + 16 * 1024;

  private static final int HANDSHAKE = 22;

  /** Of all versions since SSL 3. */
  private static final int MAJOR_VERSION = 3;

  /** Returns, of bytes that cannot become a record, what is there: no more need be waited for. */
  @Override
  public int length(ByteString bytes, int seen) {
    if (bytes.isEmpty()) {
      return UNKNOWN;
    }
    if (bytes.apply(0) != HANDSHAKE || (bytes.size() > 1 && bytes.apply(1) != MAJOR_VERSION)) {
      return bytes.size();
    }
    return bytes.size() < HEADER_BYTES
        ? UNKNOWN
        : HEADER_BYTES + (((bytes.apply(3) & 0xff) << 8) | (bytes.apply(4) & 0xff));
  }

  /** Whether {@code head} is a record. */
  boolean isWhole(ByteString head) {
    return head.size() >= HEADER_BYTES
        && head.apply(0) == HANDSHAKE
        && length(head, 0) == head.size();
  }

  /** Whether more of {@code head} could still have made a record of it. */
  boolean isBegun(ByteString head) {
    int length = length(head, 0);
    return length == UNKNOWN || (length > head.size() && length <= MAX_BYTES);
  }
}
