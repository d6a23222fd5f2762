package io.masterserver.runtime.peer;

import java.time.Duration;

/**
 * The {@code master.peer} section of the configuration.
 *
 * @param requestTimeout when a module that does not answer is cut off, unless its operation says
 *     otherwise
 * @param maxPendingRequests how many requests of the server one peer may have open, 1 or more
 * @param msfErrorTexts whether an unknown opcode is answered in the words of the ancestor
 */
public record PeerSettings(
    Duration requestTimeout, int maxPendingRequests, boolean msfErrorTexts) {}
