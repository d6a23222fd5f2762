package io.masterserver.api;

import io.masterserver.core.packet.Capabilities;

/** The properties that the framework itself keeps on a peer. */
public final class CoreProperties {

  /** The logged-in account; absent while nobody is logged in. */
  public static final PropertyKey<Session> SESSION =
      PropertyKey.of(32000, "session", Session.class);

  /** What the peer may do: 0 for everyone, more by a permission key. */
  public static final PropertyKey<Integer> PERMISSION_LEVEL =
      PropertyKey.of(32001, "permission-level", Integer.class).withDefault(0);

  /** What the client has announced that the server knows, too; nothing if it has not. */
  public static final PropertyKey<Capabilities> CAPABILITIES =
      PropertyKey.of(32003, "capabilities", Capabilities.class).withDefault(Capabilities.NONE);

  private CoreProperties() {}
}
