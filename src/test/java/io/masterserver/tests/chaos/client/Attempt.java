package io.masterserver.tests.chaos.client;

import io.masterserver.core.packet.Response;

/**
 * What one client has asked, and what came of it. Times are of {@link System#nanoTime}.
 *
 * @param kind what was asked, and of whom
 * @param client number of the client
 * @param round how often this client had asked before
 */
public record Attempt(
    String kind, int client, int round, long sentNanos, long answeredNanos, Response<?> answer) {

  public boolean isSuccess() {
    return answer.isSuccess();
  }

  public long tookNanos() {
    return answeredNanos - sentNanos;
  }

  /** Whether it was on its way at some time between {@code from} and {@code to}. */
  public boolean overlaps(long from, long to) {
    return sentNanos <= to && answeredNanos >= from;
  }

  /** What is said of it when it is not as it should be. */
  public String description() {
    return "%s, client %d, round %d: %s %s after %d ms"
        .formatted(kind, client, round, answer.status(), answer.text(), tookNanos() / 1_000_000);
  }
}
