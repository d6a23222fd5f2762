package io.masterserver.runtime.connection;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** What is spoken on the bytes of a listener: how a connection is served. Threads: any. */
public interface Protocol {

  /**
   * The name of it in logs and in {@code PeerInfo}.
   *
   * @param secure whether the bytes are encrypted
   */
  String name(boolean secure);

  /** Returns whether the request of a trusted proxy says for which client it is. */
  boolean asksProxies();

  /**
   * Returns what serves one connection: its bytes in, bytes for it out. Releases its ticket when it
   * has ended.
   *
   * @param arrival admitted; if it is a trusted proxy and this protocol {@link #asksProxies}, not
   *     yet: that is for this method then
   */
  Flow<ByteString, ByteString, NotUsed> serve(Arrival arrival);

  /** Returns all that a connection is told that is not let in. */
  ByteString refusal(String why);

  /** Returns what tells a connection why it is not let in, and ends it. */
  default Flow<ByteString, ByteString, NotUsed> refuse(String why) {
    return Flow.fromSinkAndSourceCoupled(Sink.ignore(), Source.single(refusal(why)));
  }
}
