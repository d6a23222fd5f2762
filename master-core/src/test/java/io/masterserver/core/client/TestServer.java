package io.masterserver.core.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.masterserver.core.wire.Message;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/**
 * A server on the loopback interface that does what a test says; waits at most 10 s for anything.
 */
abstract class TestServer implements AutoCloseable {

  private final BlockingQueue<TestPeer> waiting = new LinkedBlockingQueue<>();
  private volatile BiConsumer<TestPeer, Message> onMessage = (peer, message) -> {};

  String host() {
    return InetAddress.getLoopbackAddress().getHostAddress();
  }

  abstract int port();

  String address() {
    return host() + ":" + port();
  }

  /** What the client calls it when it could not connect. */
  abstract String name();

  /** The client sends nothing of its own accord. */
  ClientBuilder clientBuilder() {
    return MasterClient.builder().keepAlive(Duration.ZERO).sessions(false);
  }

  /** Does this with every message of every peer, besides keeping it for {@code receive}. */
  void onMessage(BiConsumer<TestPeer, Message> reaction) {
    onMessage = reaction;
  }

  BiConsumer<TestPeer, Message> onMessage() {
    return onMessage;
  }

  /** Returns the next connection. */
  TestPeer accept() throws InterruptedException {
    TestPeer peer = waiting.poll(10, SECONDS);
    if (peer == null) {
      throw new AssertionError("no client connected within 10 s");
    }
    return peer;
  }

  void accepted(TestPeer peer) {
    waiting.add(peer);
  }

  /** When it returns, nobody is connected and nobody can connect. */
  @Override
  public abstract void close() throws Exception;
}
