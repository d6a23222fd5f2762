package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;
import java.util.Map;

/**
 * Who is logged in on a peer.
 *
 * <p>Layout: {@code peerId:int32, username:string, properties:nested dictionary}.
 */
public record PeerAccountInfo(int peerId, String username, Map<String, String> properties) {

  public static final Codec<PeerAccountInfo> CODEC = Codec.derived(PeerAccountInfo.class);

  public PeerAccountInfo {
    properties = Map.copyOf(properties);
  }
}
