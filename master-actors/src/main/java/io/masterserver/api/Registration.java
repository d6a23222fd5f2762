package io.masterserver.api;

import java.time.Duration;

/** How one operation is handled; to be refined where it is registered. */
public interface Registration {

  /**
   * Refuses peers that {@code rule} does not allow, with {@code Unauthorized}. Default: anyone.
   * What {@code master.access} in the configuration says of the operation goes before it.
   */
  Registration requiring(AccessRule rule);

  /**
   * Hands messages of this operation to the module without waiting for the peer's earlier ones, nor
   * later ones for it. Default: one message of a peer at a time, in the order they were sent.
   */
  Registration concurrent();

  /**
   * Cuts the module off after {@code time}, with {@code Timeout}. Default: from the configuration.
   */
  Registration within(Duration time);

  /**
   * Refuses messages that somebody on the way could have read, with {@code Unauthorized}: for
   * passwords and the like. Default: any connection will do.
   *
   * @see PeerInfo#isConfidential()
   */
  Registration confidential();

  /** Takes the operation over from the module that handles it. Default: two claims are an error. */
  Registration overriding();
}
