package io.masterserver.runtime.connection.websocket;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.runtime.connection.CloseCause;
import io.masterserver.runtime.connection.Framing;
import io.masterserver.runtime.peer.PeerActorHandle;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Messages in the frames of a WebSocket, one in each; after the upgrade. */
final class WebSocketFraming implements Framing {

  private static final ByteString PING = WebSocketEncoder.frame(FrameType.PING, new byte[0]);

  private final WebSocketDecoder decoder;
  private final ByteString upgraded;

  /**
   * @param upgraded the answer to the upgrade
   * @param maxMessageBytes longest message accepted
   */
  WebSocketFraming(ByteString upgraded, int maxMessageBytes) {
    this.upgraded = upgraded;
    this.decoder = new WebSocketDecoder(maxMessageBytes);
  }

  @Override
  public ByteString greeting() {
    return upgraded;
  }

  @Override
  public void offer(byte[] bytes, int offset, int length) {
    decoder.offer(bytes, offset, length);
  }

  @Override
  public @Nullable Incoming next() {
    return decoder.next();
  }

  @Override
  public boolean isUnfinished() {
    return decoder.isUnfinished();
  }

  @Override
  public ByteString encode(ByteString frames) {
    return WebSocketEncoder.messages(frames);
  }

  /** A browser cannot ping by itself, and the ancestor's client does not. */
  @Override
  public Optional<ByteString> ping() {
    return Optional.of(PING);
  }

  @Override
  public ByteString farewell(CloseCause cause, String why) {
    CloseCode code = cause == CloseCause.MALFORMED_FRAME ? decoder.failure() : CloseCode.of(cause);
    ByteString close = WebSocketEncoder.close(code, why);
    return cause == CloseCause.GOING_AWAY
        ? close // it has been told already
        : encode(PeerActorHandle.frame(CoreOperations.DISCONNECTED, why)).concat(close);
  }

  @Override
  public boolean isFarewellAnswered() {
    return true;
  }
}
