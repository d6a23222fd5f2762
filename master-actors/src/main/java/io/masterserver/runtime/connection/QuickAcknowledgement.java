package io.masterserver.runtime.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.net.ExtendedSocketOptions;
import org.apache.pekko.NotUsed;
import org.apache.pekko.io.Inet;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * Has the operating system acknowledge at once what was read, instead of waiting for an answer that
 * may carry the acknowledgement: a client with Nagle's algorithm sends nothing small before.
 *
 * <p>The system forgets that it should with the next answer, so it is told after each read. Only
 * Linux can be told; elsewhere nothing happens. Threads: any.
 */
final class QuickAcknowledgement extends Inet.AbstractSocketOptionV2 {

  /** Sockets whose connections have not been handed on yet: for a moment each. */
  private final Map<SocketAddress, Socket> fresh = new ConcurrentHashMap<>();

  /** Pekko shows each accepted socket here, before it hands the connection on. */
  @Override
  public void afterConnect(Socket socket) {
    SocketAddress remote = socket.getRemoteSocketAddress();
    if (remote != null && socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
      fresh.put(remote, socket);
    }
  }

  /** Returns a flow that lets the bytes from {@code remote} pass, and acknowledges them. */
  Flow<ByteString, ByteString, NotUsed> of(InetSocketAddress remote) {
    Socket socket = fresh.remove(remote);
    Flow<ByteString, ByteString, NotUsed> bytes = Flow.create();
    return socket == null ? bytes : bytes.map(read -> acknowledged(socket, read));
  }

  private static ByteString acknowledged(Socket socket, ByteString read) {
    try {
      socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
    } catch (IOException e) {
      // closed by now: the stream is about to hear of it
    }
    return read;
  }
}
