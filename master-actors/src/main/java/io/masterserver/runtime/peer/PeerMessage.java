package io.masterserver.runtime.peer;

/**
 * Marks what is said between a connection and its peer, and what is asked of a peer; it may travel
 * between nodes, written by {@link PeerSerializer}.
 */
public interface PeerMessage {}
