package io.masterserver.runtime.peer;

import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.WireReader;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.runtime.exchange.EncodedProperty;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * A peer with a session at one moment: what another node needs to go on with it. What modules are
 * doing is not in it, nor the secret of its token.
 *
 * @param incarnation how often the peer has gone on somewhere else
 * @param received how many counted messages of the client have come
 * @param before how many counted messages to the client came before the first of {@code kept}
 * @param kept whole frames, in order, in any number of pieces
 * @param unfinished ids of the requests, among those received, that are not answered in {@code
 *     kept} or before
 * @param waiting durable notifications, among those received, that are not handled
 */
public record SessionSnapshot(
    PeerInfo info,
    int incarnation,
    List<EncodedProperty> properties,
    long received,
    long before,
    List<ByteString> kept,
    List<Integer> unfinished,
    List<Message> waiting) {

  private static final Codec<List<EncodedProperty>> PROPERTIES = Codec.list(EncodedProperty.CODEC);

  private static final Codec<List<Bytes>> PIECES = Codec.list(Codec.BYTES);

  private static final Codec<List<Integer>> IDS = Codec.list(Codec.INT);

  private static final Codec<List<Message>> MESSAGES = Codec.list(FrameCodecs.MESSAGE);

  /** Begins with the number of the layout: records are read by versions to come. */
  static final Codec<SessionSnapshot> CODEC =
      Codec.of(SessionSnapshot::write, SessionSnapshot::read);

  private static final byte LAYOUT = 1;

  public SessionSnapshot {
    properties = List.copyOf(properties);
    kept = List.copyOf(kept);
    unfinished = List.copyOf(unfinished);
    waiting = List.copyOf(waiting);
  }

  /** About how many bytes it takes. */
  int bytes() {
    int bytes = 0;
    for (EncodedProperty property : properties) {
      bytes += property.value().length();
    }
    for (ByteString piece : kept) {
      bytes += piece.size();
    }
    for (Message message : waiting) {
      bytes += message.data().length();
    }
    return bytes;
  }

  private static void write(WireWriter out, SessionSnapshot snapshot) {
    out.writeByte(LAYOUT);
    out.writeInt(snapshot.info.id().value());
    out.writeGuid(snapshot.info.guid());
    out.writeString(snapshot.info.remoteAddress());
    out.writeString(snapshot.info.transport());
    out.writeInt(snapshot.incarnation);
    PROPERTIES.write(snapshot.properties, out);
    out.writeLong(snapshot.received);
    out.writeLong(snapshot.before);
    PIECES.write(snapshot.kept.stream().map(FrameCodecs::bytes).toList(), out);
    IDS.write(snapshot.unfinished, out);
    MESSAGES.write(snapshot.waiting, out);
  }

  private static SessionSnapshot read(WireReader in) {
    byte layout = in.readByte();
    if (layout != LAYOUT) {
      throw new IllegalArgumentException(
          "state of a session in layout %d (expected: %d; is it of a newer version?)"
              .formatted(layout, LAYOUT));
    }
    return new SessionSnapshot(
        new PeerInfo(new PeerId(in.readInt()), in.readGuid(), in.readString(), in.readString()),
        in.readInt(),
        PROPERTIES.read(in),
        in.readLong(),
        in.readLong(),
        PIECES.read(in).stream().map(FrameCodecs::frames).toList(),
        IDS.read(in),
        MESSAGES.read(in));
  }

  /** Says nothing of properties, nor of what was sent: they may be secret. */
  @Override
  public String toString() {
    return "SessionSnapshot[peer %s, incarnation %d, received %d, before %d]"
        .formatted(info.id(), incarnation, received, before);
  }
}
