package io.masterserver.core.packet;

import io.masterserver.core.wire.Codec;
import java.util.List;

/**
 * The server is about to stop: what is in flight will be finished, nothing new is accepted.
 *
 * <p>Layout: {@code reason:string, reconnectAfterMillis:int32, addresses:int32 count × string}.
 *
 * @param reason for people, not for programs
 * @param reconnectAfterMillis how long a client should wait before it connects again, 0 or more
 * @param addresses where else to connect, {@code host:port}; empty means the same address. Who came
 *     by WebSocket uses the same scheme and path there
 */
public record GoingAway(String reason, int reconnectAfterMillis, List<String> addresses) {

  public static final Codec<GoingAway> CODEC = Codec.derived(GoingAway.class);

  public GoingAway {
    addresses = List.copyOf(addresses);
  }
}
