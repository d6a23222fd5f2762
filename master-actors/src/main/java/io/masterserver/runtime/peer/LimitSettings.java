package io.masterserver.runtime.peer;

import io.masterserver.runtime.registry.MessageRate;
import java.util.Optional;

/**
 * The {@code master.limits} section of the configuration, but for single operations.
 *
 * @param peer what each client may send
 * @param address what all clients of one address may send to this node
 */
public record LimitSettings(Optional<MessageRate> peer, Optional<MessageRate> address) {

  /** No limits. */
  public static final LimitSettings NONE = new LimitSettings(Optional.empty(), Optional.empty());
}
