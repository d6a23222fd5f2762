package io.masterserver.runtime.connection;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * What accepts connections and moves their bytes. Everything above sees only streams of bytes, so
 * one transport can take the place of another.
 */
public interface Transport {

  /** The name of the transport in logs and in {@code PeerInfo}: {@code tcp}. */
  String name();

  /**
   * Listens on {@code address}.
   *
   * @param accepted called for every connection, on any thread; runs it or lets it go
   */
  CompletionStage<Listener> bind(InetSocketAddress address, Consumer<Accepted> accepted);

  /** A connection that nobody has begun to serve. */
  interface Accepted {

    InetSocketAddress remoteAddress();

    /** Serves the connection with {@code handler}: bytes from the client in, bytes to it out. */
    void handle(Flow<ByteString, ByteString, NotUsed> handler);
  }

  /** A bound port. */
  interface Listener {

    InetSocketAddress address();

    /** Accepts nothing more; connections go on. */
    CompletionStage<Void> unbind();
  }
}
