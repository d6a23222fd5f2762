package io.masterserver.api;

/**
 * The connection of a client is lost, and the client may come back: its peer is still there, and
 * keeps what is sent to it. Either {@link PeerResumed} or {@link PeerDisconnected} follows.
 */
public record PeerDetached(PeerInfo info, PeerHandle peer) implements ModuleEvent {}
