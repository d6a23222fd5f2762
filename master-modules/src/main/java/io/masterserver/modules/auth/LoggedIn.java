package io.masterserver.modules.auth;

import io.masterserver.api.ModuleEvent;
import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerInfo;

/**
 * Somebody has logged in, or has come from another node and is logged in; the peer's session is
 * set.
 */
public record LoggedIn(AuthSession session, PeerInfo info, PeerHandle peer)
    implements ModuleEvent {}
