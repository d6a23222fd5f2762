package io.masterserver.runtime.connection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What those who come mean for those who are here; decides how fast they may come. Threads: any.
 */
public final class Newcomers {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final AtomicLong returned = new AtomicLong();
  private final AtomicLong handshakeNanos = new AtomicLong();

  /** One of them goes on with the session that it had. */
  void countReturn() {
    returned.incrementAndGet();
  }

  /** How many so far went on with their sessions. */
  public long returned() {
    return returned.get();
  }

  /** A handshake of TLS took so long of one processor. */
  void addHandshake(long nanos) {
    handshakeNanos.addAndGet(nanos / PROCESSORS);
  }

  /** How long handshakes of TLS took so far, of all processors. */
  long handshakeNanos() {
    return handshakeNanos.get();
  }
}
