package io.masterserver.runtime.peer;

/** How the connection of a peer is, or may become, one of several. Most peers have none. */
sealed interface Continuity permits PeerSession, Resumption {}
