package io.masterserver.runtime.registry;

import io.masterserver.api.SessionStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where this node keeps its sessions, if one of its modules does that. Threads: any. */
public final class SessionStorage {

  private record Provided(String module, SessionStore store) {}

  private volatile @Nullable Provided provided;

  /** Returns the store; empty if sessions end with their node. */
  public Optional<SessionStore> current() {
    return Optional.ofNullable(provided).map(Provided::store);
  }

  /**
   * Keeps sessions in {@code store} from now on. The same module may do so again, as when it is
   * restarted.
   *
   * @throws IllegalArgumentException if another module does that already
   */
  public synchronized void provide(String module, SessionStore store) {
    Provided before = provided;
    if (before != null && !before.module().equals(module)) {
      throw new IllegalArgumentException(
          "sessions are stored by module '%s' already (set master.modules.%s.enabled = off, or master.modules.%s.enabled = off)"
              .formatted(before.module(), module, before.module()));
    }
    provided = new Provided(module, store);
  }

  /** Forgets the store of {@code module}, if it has provided one. */
  public synchronized void withdraw(String module) {
    Provided before = provided;
    if (before != null && before.module().equals(module)) {
      provided = null;
    }
  }
}
