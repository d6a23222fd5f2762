package io.masterserver.runtime.connection.websocket;

import io.masterserver.api.TokenBucket;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.wire.MalformedFrame;
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
  private final TokenBucket pings;
  private final ByteString upgraded;
  private long pingsFullAt = System.nanoTime();
  private boolean flooded;

  /**
   * @param upgraded the answer to the upgrade
   * @param maxMessageBytes longest message accepted
   * @param pings how many pings and pongs are accepted
   */
  WebSocketFraming(ByteString upgraded, int maxMessageBytes, TokenBucket pings) {
    this.upgraded = upgraded;
    this.decoder = new WebSocketDecoder(maxMessageBytes);
    this.pings = pings;
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
    Incoming next = decoder.next();
    if (next instanceof SignOfLife) {
      countPing();
    }
    return next;
  }

  /** They are answered at once, so they do not count as messages; too many end the connection. */
  private void countPing() {
    long now = System.nanoTime();
    if (pings.waitNanos(pingsFullAt, now) > 0) {
      flooded = true;
      throw new MalformedFrame(
          "WebSocket pings: too many (expected: as few as master.websocket.max-pings-per-minute allows)");
    }
    pingsFullAt = pings.take(pingsFullAt, now);
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
    ByteString close = WebSocketEncoder.close(code(cause), why);
    return cause == CloseCause.GOING_AWAY
        ? close // it has been told already
        : encode(PeerActorHandle.frame(CoreOperations.DISCONNECTED, why)).concat(close);
  }

  private CloseCode code(CloseCause cause) {
    if (flooded) {
      return CloseCode.POLICY;
    }
    return cause == CloseCause.MALFORMED_FRAME ? decoder.failure() : CloseCode.of(cause);
  }

  @Override
  public boolean isFarewellAnswered() {
    return true;
  }
}
