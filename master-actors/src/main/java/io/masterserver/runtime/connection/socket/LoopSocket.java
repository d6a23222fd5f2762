package io.masterserver.runtime.connection.socket;

import io.masterserver.runtime.eventloop.EventLoop;
import io.masterserver.runtime.eventloop.IoHandler;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import jdk.net.ExtendedSocketOptions;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A socket and what its loop watches it for. To be used on the loop alone. */
final class LoopSocket {

  private static final Logger log = LoggerFactory.getLogger(LoopSocket.class);

  private final SocketChannel channel;
  private final EventLoop loop;
  private final boolean quickAck;
  private final SocketOutput output = new SocketOutput();
  private @Nullable SelectionKey key;
  private int interest;

  LoopSocket(SocketChannel channel, EventLoop loop, boolean quickAck) {
    this.channel = channel;
    this.loop = loop;
    this.quickAck =
        quickAck && channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
  }

  EventLoop loop() {
    return loop;
  }

  SocketOutput output() {
    return output;
  }

  void watch(IoHandler handler) throws IOException {
    if (!loop.isCurrent()) {
      throw new IllegalStateException(
          "the stream of a socket of loop %d runs on %s (expected: the dispatcher of that loop)"
              .formatted(loop.index(), Thread.currentThread().getName()));
    }
    key = loop.watch(channel, 0, handler);
  }

  /** Asks for {@code operation}; does nothing if it is asked for already. */
  void want(int operation) {
    setInterest(interest | operation);
  }

  void doNotWant(int operation) {
    setInterest(interest & ~operation);
  }

  /** Each change costs a system call, so only what changes is said. */
  private void setInterest(int operations) {
    if (operations != interest && channel.isOpen()) {
      interest = operations;
      Objects.requireNonNull(key).interestOps(operations);
    }
  }

  /**
   * Reads what there is, up to a bound.
   *
   * @return empty if there is nothing; null if the client has closed its side
   */
  @Nullable ByteString read() throws IOException {
    ByteBuffer buffer = loop.buffer();
    int count = channel.read(buffer);
    if (count < 0) {
      return null;
    }
    if (count == 0) {
      return ByteString.emptyByteString();
    }
    acknowledge();
    byte[] bytes = new byte[count];
    buffer.flip().get(bytes);
    return ByteString.fromArrayUnsafe(bytes);
  }

  /** The system forgets that it should with the next answer. */
  private void acknowledge() throws IOException {
    if (quickAck) {
      channel.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
    }
  }

  /** Writes what waits; returns whether all has left, and else watches for when more can. */
  boolean write() throws IOException {
    boolean all = output.writeTo(channel, loop.buffer());
    if (all) {
      doNotWant(SelectionKey.OP_WRITE);
    } else {
      want(SelectionKey.OP_WRITE);
    }
    return all;
  }

  /** Whether something waits that the client does not take. */
  boolean isBlocked() {
    return (interest & SelectionKey.OP_WRITE) != 0;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("A socket could not be closed", e);
    }
  }

  /** Closes without a farewell: what has not left is dropped, the client is told of a reset. */
  void reset() {
    try {
      if (channel.isOpen()) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException e) {
      log.debug("A socket could not be reset", e);
    }
    close();
  }
}
