package io.masterserver.runtime.exchange;

import java.util.concurrent.ThreadLocalRandom;

/** Something to find the same event by in the log and in what a peer was told. */
public final class CorrelationId {

  private CorrelationId() {}

  /** Returns eight hexadecimal digits, very likely unused. */
  public static String next() {
    return "%08x".formatted(ThreadLocalRandom.current().nextInt());
  }

  /** What a peer is told when the fault is ours. */
  public static String internalServerError(String correlationId) {
    return "Internal Server Error [correlation id " + correlationId + "]";
  }
}
