package io.masterserver.api;

import io.masterserver.core.packet.Capabilities;
import io.masterserver.core.wire.Codec;

/** The properties that the framework itself keeps on a peer; all of them are durable. */
public final class CoreProperties {

  /**
   * The logged-in account; absent while nobody is logged in. From another node come only the four
   * things that every {@link Session} has.
   */
  public static final PropertyKey<Session> SESSION =
      PropertyKey.of(32000, "session", Session.class, PlainSession.CODEC).durable();

  /** What the peer may do: 0 for everyone, more by a permission key. */
  public static final PropertyKey<Integer> PERMISSION_LEVEL =
      PropertyKey.of(32001, "permission-level", Integer.class, Codec.INT).withDefault(0).durable();

  /** What the client has announced that the server knows, too; nothing if it has not. */
  public static final PropertyKey<Capabilities> CAPABILITIES =
      PropertyKey.of(32003, "capabilities", Capabilities.class, Capabilities.CODEC)
          .withDefault(Capabilities.NONE)
          .durable();

  private CoreProperties() {}
}
