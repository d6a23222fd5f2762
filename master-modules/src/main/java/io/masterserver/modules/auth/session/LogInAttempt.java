package io.masterserver.modules.auth.session;

import io.masterserver.api.PeerId;

/**
 * A log-in that is under way.
 *
 * @param peer where
 * @param number higher than those of all attempts before
 */
public record LogInAttempt(PeerId peer, long number) {}
