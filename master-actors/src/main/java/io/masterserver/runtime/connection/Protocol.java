package io.masterserver.runtime.connection;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/** What is spoken on the bytes of a listener: how a connection is served. Threads: any. */
public interface Protocol {

  /**
   * The name of it in logs and in {@code PeerInfo}.
   *
   * @param secure whether the bytes are encrypted
   */
  String name(boolean secure);

  /**
   * Returns what serves one connection: its bytes in, bytes for it out. Admits it to the number of
   * connections from its address, and releases its ticket when it has ended.
   */
  Flow<ByteString, ByteString, NotUsed> serve(Arrival arrival);

  /** Returns all that a connection is told that is not let in. */
  ByteString refusal(String why);
}
