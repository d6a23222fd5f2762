package io.masterserver.api;

/** A client has connected; no message of it has been handled yet. */
public record PeerConnected(PeerInfo info, PeerHandle peer) implements ModuleEvent {}
