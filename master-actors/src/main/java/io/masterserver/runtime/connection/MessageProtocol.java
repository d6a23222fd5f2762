package io.masterserver.runtime.connection;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.runtime.peer.PeerActorHandle;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/** Messages and nothing else, each preceded by its length: what is spoken on TCP. */
public final class MessageProtocol implements Protocol {

  private final ConnectionStage.Shared shared;

  public MessageProtocol(ConnectionStage.Shared shared) {
    this.shared = shared;
  }

  @Override
  public String name(boolean secure) {
    return secure ? "tls" : "tcp";
  }

  @Override
  public boolean asksProxies() {
    return false;
  }

  @Override
  public Flow<ByteString, ByteString, NotUsed> serve(Arrival arrival) {
    return Flow.fromGraph(
        new ConnectionStage(
            shared,
            new LengthPrefixFraming(shared.settings().maxMessageBytes()),
            arrival,
            arrival.transport(name(arrival.secure()))));
  }

  @Override
  public ByteString refusal(String why) {
    return PeerActorHandle.frame(CoreOperations.DISCONNECTED, why);
  }
}
