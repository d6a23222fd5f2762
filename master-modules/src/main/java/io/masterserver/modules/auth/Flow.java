package io.masterserver.modules.auth;

import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.Empty;
import java.util.function.Consumer;

/**
 * What an operation does before it is answered. Waits: runs on a virtual thread, and touches
 * nothing of the actor.
 *
 * @param <Q> what was asked
 * @param <A> what is answered
 */
@FunctionalInterface
interface Flow<Q, A> {

  /**
   * Does it.
   *
   * @throws io.masterserver.modules.auth.service.Refused if the answer is no
   */
  Result<A> run(Q request, PeerInfo from);

  /**
   * How it ended.
   *
   * @param then what it means for sessions and other modules; done by the actor
   */
  record Result<A>(A answer, Consumer<Consequences> then) {

    static <A> Result<A> of(A answer) {
      return new Result<>(answer, consequences -> {});
    }

    static Result<Empty> nothing() {
      return of(Empty.EMPTY);
    }

    static Result<Empty> nothing(Consumer<Consequences> then) {
      return new Result<>(Empty.EMPTY, then);
    }
  }
}
