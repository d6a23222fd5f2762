package io.masterserver.runtime.connection;

import java.util.ArrayDeque;
import org.apache.pekko.util.ByteString;

/**
 * What waits for the socket to become writable. State of one connection; its thread only.
 *
 * <p>Bytes leave in writes of bounded size: each one that leaves shows that the client reads. A
 * byte is copied once at most, however much waits.
 */
final class OutboundBuffer {

  /** Largest write, in bytes. */
  static final int LARGEST_WRITE = 64 * 1024;

  /** So many small pieces are made one: each costs more than its bytes. */
  private static final int MAX_PIECES = 64;

  private final ArrayDeque<ByteString> full = new ArrayDeque<>(1);
  private ByteString tail = ByteString.emptyByteString();
  private int tailPieces;
  private long size;
  private long unasked;

  boolean isEmpty() {
    return size == 0;
  }

  /** How many bytes wait. */
  long size() {
    return size;
  }

  /** How many of the bytes that wait are not known to answer the client; never too few. */
  long unasked() {
    return unasked;
  }

  /** Adds frames that answer messages of the client. */
  void addAnswers(ByteString frames) {
    size += frames.size();
    tail = tail.concat(frames);
    tailPieces++;
    if (tailPieces == MAX_PIECES) {
      tail = tail.compact();
    }
    if (tailPieces == MAX_PIECES || tail.size() >= LARGEST_WRITE) {
      full.addLast(takeTail());
    }
  }

  /** Adds frames that the client has not asked for. */
  void addUnasked(ByteString frames) {
    addAnswers(frames);
    unasked += frames.size();
  }

  /** Returns what is to be written next, {@value #LARGEST_WRITE} bytes if there are as many. */
  ByteString take() {
    ByteString taken = nextPiece();
    while (taken.size() < LARGEST_WRITE && taken.size() < size) {
      taken = taken.concat(nextPiece());
    }
    if (taken.size() > LARGEST_WRITE) {
      full.addFirst(taken.drop(LARGEST_WRITE));
      taken = taken.take(LARGEST_WRITE);
    }
    size -= taken.size();
    unasked = Math.min(unasked, size);
    return taken;
  }

  private ByteString nextPiece() {
    ByteString first = full.pollFirst();
    return first == null ? takeTail() : first;
  }

  private ByteString takeTail() {
    ByteString taken = tail;
    tail = ByteString.emptyByteString();
    tailPieces = 0;
    return taken;
  }
}
