package io.masterserver.core.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.masterserver.core.packet.GoingAway;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Remembers what happened to a connection, as texts. */
final class Events implements ConnectionListener {

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  void add(String event) {
    events.add(event);
  }

  /** Returns the next event; waits at most 10 s. */
  String next() throws InterruptedException {
    String event = events.poll(10, SECONDS);
    if (event == null) {
      throw new AssertionError("nothing happened within 10 s");
    }
    return event;
  }

  @Override
  public void connected() {
    add("connected");
  }

  @Override
  public void interrupted(String reason) {
    add("interrupted: " + reason);
  }

  @Override
  public void resumed() {
    add("resumed");
  }

  @Override
  public void disconnected(String reason) {
    add("disconnected: " + reason);
  }

  @Override
  public void goingAway(GoingAway notice) {
    add("going away: " + notice.reason());
  }
}
