package io.masterserver.core.packet.session;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import java.util.List;

/**
 * What a client needs to go on with its session over another connection.
 *
 * <p>Layout: {@code token:bytes, resumeWithinMillis:int32, addresses:int32 count × string}.
 *
 * @param token names the session and proves that it is the client's; secret
 * @param resumeWithinMillis how long the session waits for its client without a connection
 * @param addresses where else to connect, {@code host:port}, as in {@link
 *     io.masterserver.core.packet.GoingAway#addresses}; empty if there is no other place
 */
public record SessionTicket(Bytes token, int resumeWithinMillis, List<String> addresses) {

  public static final Codec<SessionTicket> CODEC = Codec.derived(SessionTicket.class);

  public SessionTicket {
    addresses = List.copyOf(addresses);
  }

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return "SessionTicket[%d ms, %s]".formatted(resumeWithinMillis, addresses);
  }
}
