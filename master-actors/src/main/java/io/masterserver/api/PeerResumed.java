package io.masterserver.api;

/**
 * A client goes on over another connection. {@link PeerDetached} need not have come before: its
 * former connection may not have been known to be lost.
 *
 * @param info with the address and the transport of the new connection
 */
public record PeerResumed(PeerInfo info, PeerHandle peer) implements ModuleEvent {}
