package io.masterserver.tests.attack;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an attack leaves in the server's counters, by their names and the values of their tags.
 * Threads: any.
 */
public final class Traces {

  static final String MALFORMED_FRAMES = "master.frames.malformed";
  static final String MALFORMED_MESSAGES = "master.messages.malformed";
  static final String STRAY_RESPONSES = "master.responses.stray";

  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void add(String counter, long count) {
    counts.merge(counter, count, Long::sum);
  }

  /** A connection that the server closes. */
  void addClosed(String cause) {
    add("master.connections.closed " + cause, 1);
  }

  /**
   * A connection that does not come to the point in time.
   *
   * @param secure whether that was TLS, without which there is no answer
   */
  void addLateHandshake(Door door, boolean secure) {
    addClosed("handshake-timeout");
    if (door == Door.WEB_SOCKET && !secure) {
      addResponse(408);
    }
  }

  /** A request that is answered as HTTP. */
  void addResponse(int status) {
    add("master.http.responses " + status, 1);
  }

  /** A connection that is closed because its bytes make no sense. */
  void addMalformedFrame() {
    add(MALFORMED_FRAMES, 1);
    addClosed("malformed-frame");
  }

  public synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }
}
