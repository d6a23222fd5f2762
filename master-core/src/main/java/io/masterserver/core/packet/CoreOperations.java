package io.masterserver.core.packet;

import io.masterserver.core.wire.Codec;
import java.util.UUID;

/** The operations that every server answers, with or without modules. */
public final class CoreOperations {

  /**
   * Claims a permission level with a key; an empty key asks for the level one has. A wrong key is
   * refused with {@code Unauthorized}.
   */
  public static final Request<String, Integer> PERMISSION_LEVEL =
      Request.of(32002, "permission-level", Codec.TEXT, Codec.INT);

  /** The GUID of the peer, made when it connected. */
  public static final Request<Empty, UUID> PEER_GUID =
      Request.of(32003, "peer-guid", Empty.CODEC, Codec.GUID);

  /**
   * Gives back what it was given, in either direction; what the round trip took is the asker's to
   * measure.
   */
  public static final Request<Long, Long> PING = Request.of(32200, "ping", Codec.LONG, Codec.LONG);

  /** Sent by the server before it stops. */
  public static final Notification<GoingAway> GOING_AWAY =
      Notification.of(32201, "going-away", GoingAway.CODEC);

  /** Sent by the server right before it closes a connection: why, for people. */
  public static final Notification<String> DISCONNECTED =
      Notification.of(32202, "disconnected", Codec.TEXT);

  /**
   * Says what the client knows beyond the first version of the protocol, before it says anything
   * else; the answer is what of that the server knows, too. The last one counts.
   */
  public static final Request<Capabilities, Capabilities> CAPABILITIES =
      Request.of(32203, "capabilities", Capabilities.CODEC, Capabilities.CODEC);

  private CoreOperations() {}
}
