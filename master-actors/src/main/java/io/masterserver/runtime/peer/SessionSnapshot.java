package io.masterserver.runtime.peer;

import io.masterserver.core.wire.Bytes;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * A session at one moment, without what its modules are doing: what another node needs to go on
 * with it, besides the properties of its peer.
 *
 * @param secret of its token
 * @param received how many counted messages of the client have come
 * @param before how many counted messages to the client came before the first of {@code kept}
 * @param kept whole frames, in order, in any number of pieces
 */
public record SessionSnapshot(Bytes secret, long received, long before, List<ByteString> kept) {

  public SessionSnapshot {
    kept = List.copyOf(kept);
  }

  /** Says nothing of the secret, nor of what was sent. */
  @Override
  public String toString() {
    return "SessionSnapshot[received %d, before %d]".formatted(received, before);
  }
}
