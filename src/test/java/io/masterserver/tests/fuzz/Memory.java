package io.masterserver.tests.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * The law that bytes of strangers cost memory in proportion to their number, whatever they claim.
 *
 * @param fixed bytes that may be allocated for any input, as for the text of an error
 * @param perByte bytes that may be allocated for each byte of the input
 */
record Memory(long fixed, long perByte) {

  /** Enough for a packet: a map of empty strings takes 30 to 40 bytes for each of its own. */
  static final Memory OF_A_PACKET = new Memory(1 << 16, 128);

  /** The first calls load classes, and make what is made once. */
  private static final int MOST_TRIES = 4;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Returns what {@code work} does, which may be done several times: the frugal one counts. */
  <T> T bounded(int bytes, Supplier<T> work) {
    long allowed = fixed + perByte * bytes;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MOST_TRIES; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      T result = work.get();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      if (least <= allowed) {
        return result;
      }
    }
    throw new AssertionError(
        "%d bytes of input made the reader allocate %d (expected: at most %d)"
            .formatted(bytes, least, allowed));
  }
}
