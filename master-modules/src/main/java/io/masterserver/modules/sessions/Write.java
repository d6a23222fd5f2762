package io.masterserver.modules.sessions;

import io.masterserver.api.PeerId;
import io.masterserver.api.SavedSession;

/** What an incarnation of a session wants to be written. */
sealed interface Write {

  PeerId peer();

  long epoch();

  record Create(SavedSession session) implements Write {
    @Override
    public PeerId peer() {
      return session.peer();
    }

    @Override
    public long epoch() {
      return session.epoch();
    }
  }

  record Save(SavedSession session) implements Write {
    @Override
    public PeerId peer() {
      return session.peer();
    }

    @Override
    public long epoch() {
      return session.epoch();
    }
  }

  record Remove(PeerId peer, long epoch) implements Write {}

  /** Of writes with the same key that wait, one is enough. */
  record Key(PeerId peer, long epoch, boolean removes) {}

  default Key key() {
    return new Key(peer(), epoch(), this instanceof Remove);
  }

  /** Returns what does for both: the newer state. */
  static Write merged(Write older, Write newer) {
    return older instanceof Create && newer instanceof Save(SavedSession session)
        ? new Create(session)
        : newer;
  }
}
