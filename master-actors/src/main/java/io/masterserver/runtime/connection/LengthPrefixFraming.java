package io.masterserver.runtime.connection;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.runtime.peer.PeerActorHandle;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Messages on a stream of bytes, each preceded by its length: the framing of TCP. */
final class LengthPrefixFraming implements Framing {

  private final FrameDecoder decoder;

  /**
   * @param maxMessageBytes longest message accepted
   */
  LengthPrefixFraming(int maxMessageBytes) {
    decoder = new FrameDecoder(maxMessageBytes);
  }

  @Override
  public ByteString greeting() {
    return ByteString.emptyByteString();
  }

  @Override
  public void offer(byte[] bytes, int offset, int length) {
    decoder.offer(bytes, offset, length);
  }

  @Override
  public @Nullable Incoming next() {
    return switch (decoder.next()) {
      case null -> null;
      case FrameDecoder.Whole(var message) -> new Received(message);
      case FrameDecoder.Dropped(String why) -> new Malformed(why);
    };
  }

  @Override
  public boolean isUnfinished() {
    return decoder.bufferedBytes() > 0;
  }

  @Override
  public ByteString encode(ByteString frames) {
    return frames;
  }

  /** Clients ping by themselves. */
  @Override
  public Optional<ByteString> ping() {
    return Optional.empty();
  }

  @Override
  public ByteString farewell(CloseCause cause, String why) {
    return cause == CloseCause.GOING_AWAY
        ? ByteString.emptyByteString() // it has been told already
        : PeerActorHandle.frame(CoreOperations.DISCONNECTED, why);
  }

  @Override
  public boolean isFarewellAnswered() {
    return false;
  }
}
