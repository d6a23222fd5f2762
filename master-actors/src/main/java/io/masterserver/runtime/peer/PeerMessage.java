package io.masterserver.runtime.peer;

/** Marks what is said between a connection and its peer; it may travel between nodes. */
public interface PeerMessage {}
