package io.masterserver.modules.sessions;

import io.masterserver.api.PeerId;
import io.masterserver.core.wire.Bytes;

/** Somebody says that a session is theirs, and is at this node now. */
record TakeOver(PeerId peer, Bytes secretHash) {}
