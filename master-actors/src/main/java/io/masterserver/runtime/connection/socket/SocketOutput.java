package io.masterserver.runtime.connection.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import org.apache.pekko.util.ByteString;

/** Bytes that wait for a socket. Its bound is kept by whoever adds to it. One thread. */
final class SocketOutput {

  private final ArrayDeque<ByteString> waiting = new ArrayDeque<>(2);
  private int size;

  void add(ByteString bytes) {
    if (!bytes.isEmpty()) {
      waiting.add(bytes);
      size += bytes.size();
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /**
   * Writes as much as {@code to} takes, in as few writes as the buffer allows.
   *
   * @param buffer outside of the heap; its content is lost
   * @return whether all has been written
   */
  boolean writeTo(WritableByteChannel to, ByteBuffer buffer) throws IOException {
    while (size > 0) {
      fill(buffer.clear());
      drop(to.write(buffer.flip()));
      if (buffer.hasRemaining()) {
        return false;
      }
    }
    return true;
  }

  private void fill(ByteBuffer buffer) {
    for (ByteString bytes : waiting) {
      if (!buffer.hasRemaining()) {
        return;
      }
      bytes.copyToBuffer(buffer);
    }
  }

  private void drop(int written) {
    size -= written;
    int left = written;
    while (left > 0) {
      ByteString first = waiting.remove();
      if (first.size() > left) {
        waiting.addFirst(first.drop(left));
        return;
      }
      left -= first.size();
    }
  }
}
