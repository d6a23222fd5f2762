package io.masterserver.tests.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The server as an attacker sees it, and the attacker's connections to it. Threads: any. */
public final class Target {

  /** Fewer than the server takes from one address: what is meant to be open shall be. */
  private static final int LINES_PER_SOURCE = 1500;

  private final InetSocketAddress tcp;
  private final InetSocketAddress webSocket;
  private final List<InetAddress> sources;
  private final boolean large;
  private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
  private int opened;
  private volatile boolean over;

  /**
   * @param sources the attacker's own addresses, used in turn
   * @param large whether to attack as hard as can be, and not only as far as a test needs
   */
  public Target(
      InetSocketAddress tcp,
      InetSocketAddress webSocket,
      List<InetAddress> sources,
      boolean large) {
    this.tcp = tcp;
    this.webSocket = webSocket;
    this.sources = List.copyOf(sources);
    this.large = large;
  }

  /** How many of something there shall be. */
  int many(int few, int enough) {
    return large ? enough : few;
  }

  public InetSocketAddress address(Door door) {
    return switch (door) {
      case TCP -> tcp;
      case WEB_SOCKET -> webSocket;
    };
  }

  /** Connects, and says nothing. */
  Line open(Door door) throws IOException {
    if (over) {
      throw new IOException("the attack is over");
    }
    Line line = Line.open(address(door), source());
    lines.add(line);
    if (over) { // it was too late for end()
      line.vanish();
    }
    return line;
  }

  /** Connects, and opens a WebSocket if that is what the door is for. */
  Line enter(Door door) throws IOException {
    Line line = open(door);
    if (door == Door.WEB_SOCKET) {
      line.upgrade(webSocket);
    }
    return line;
  }

  private synchronized InetAddress source() {
    return sources.get(opened++ / LINES_PER_SOURCE % sources.size());
  }

  /** The line is of no more use: not closed here, but forgotten. */
  void forget(Line line) {
    lines.remove(line);
  }

  /** Ends all connections that there are, without a word; no more can be opened. */
  public void end() {
    over = true;
    for (Line line = lines.poll(); line != null; line = lines.poll()) {
      line.vanish();
    }
  }

  public boolean isOver() {
    return over;
  }

  /** How many connections were opened so far. */
  public synchronized int opened() {
    return opened;
  }
}
