package io.masterserver.runtime.peer;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import org.apache.pekko.util.ByteString;

/** How messages of clients, and frames to them, are written for other nodes. */
final class FrameCodecs {

  /** Frames as the rest of a packet. */
  static final Codec<ByteString> FRAMES = Codec.RAW.map(FrameCodecs::frames, FrameCodecs::bytes);

  static final Codec<Message> MESSAGE = Codec.BYTES.map(MessageCodec::read, FrameCodecs::bytes);

  private FrameCodecs() {}

  static ByteString frames(Bytes bytes) {
    return ByteString.fromArrayUnsafe(bytes.toArray());
  }

  static Bytes bytes(ByteString frames) {
    return Bytes.wrap(frames.toArrayUnsafe());
  }

  private static Bytes bytes(Message message) {
    var out = new WireWriter();
    MessageCodec.write(message, out);
    return out.toBytes();
  }
}
