package io.masterserver.core.packet.session;

import io.masterserver.core.wire.Codec;
import java.util.List;

/**
 * The session goes on.
 *
 * <p>Layout: {@code received:int64, restored:bool, unfinished:int32 count × int32}.
 *
 * @param received how many counted messages of the client are part of the session; what the client
 *     has sent behind them is to be sent again
 * @param restored whether the session's node has died, so that the session is the last one that was
 *     saved: of the messages behind {@code received}, those that are not durable may have been
 *     handled nevertheless
 * @param unfinished ids of requests up to {@code received} that will not be answered, only if
 *     {@code restored}; those that are durable have not been done
 */
public record SessionResumed(long received, boolean restored, List<Integer> unfinished) {

  public static final Codec<SessionResumed> CODEC = Codec.derived(SessionResumed.class);

  public SessionResumed {
    unfinished = List.copyOf(unfinished);
  }
}
