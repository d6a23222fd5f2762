package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;
import java.util.Map;

/**
 * Who is logged in on a peer.
 *
 * <p>Layout: {@code peerId:int32, username:string, properties:nested dictionary}, which is the
 * length 0 alone if there are none.
 */
public record PeerAccountInfo(int peerId, String username, Map<String, String> properties) {

  public static final Codec<PeerAccountInfo> CODEC =
      Codec.record(
          Codec.INT,
          PeerAccountInfo::peerId,
          Codec.STRING,
          PeerAccountInfo::username,
          AccountProperties.CODEC,
          PeerAccountInfo::properties,
          PeerAccountInfo::new);

  public PeerAccountInfo {
    properties = AccountProperties.copyOf(properties);
  }
}
