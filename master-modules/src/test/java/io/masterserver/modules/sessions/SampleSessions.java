package io.masterserver.modules.sessions;

import io.masterserver.api.PeerId;
import io.masterserver.api.SavedSession;
import io.masterserver.core.wire.Bytes;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Sessions of peers, and waiting for what becomes of them. */
final class SampleSessions {

  static final PeerId ANNA = new PeerId((7 << 16) | 1);
  static final PeerId BORIS = new PeerId((7 << 16) | 2);
  static final Bytes SECRET = Bytes.ofHex("00ff17");

  private SampleSessions() {}

  static SavedSession session(PeerId peer, long epoch, String state) {
    return new SavedSession(peer, epoch, SECRET, Bytes.ofUtf8(state));
  }

  static SavedSession session(PeerId peer, String state) {
    return session(peer, SavedSession.FIRST_EPOCH, state);
  }

  /** Returns what comes of it, or throws what has gone wrong. */
  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
