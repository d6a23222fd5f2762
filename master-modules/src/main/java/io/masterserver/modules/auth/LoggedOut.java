package io.masterserver.modules.auth;

import io.masterserver.api.ModuleEvent;
import io.masterserver.api.PeerInfo;

/**
 * A session has ended: logged out, disconnected, kicked, banned or deleted. Not if it goes on at
 * another node: see {@link io.masterserver.api.PeerDisconnected#moved}.
 */
public record LoggedOut(AuthSession session, PeerInfo info) implements ModuleEvent {}
