package io.masterserver.modules.auth;

import io.masterserver.api.ModuleEvent;
import io.masterserver.api.PeerInfo;

/** A session has ended: logged out, disconnected, kicked, banned or deleted. */
public record LoggedOut(AuthSession session, PeerInfo info) implements ModuleEvent {}
