package io.masterserver.modules.auth;

import io.masterserver.api.PeerInfo;
import io.masterserver.modules.auth.service.LogInOutcome;
import io.masterserver.modules.auth.service.SessionRule;

/**
 * How somebody shows who they are. Waits: runs on a virtual thread.
 *
 * @param <Q> what they send
 */
@FunctionalInterface
interface LogInMethod<Q> {

  /**
   * Returns who they are.
   *
   * @throws io.masterserver.modules.auth.service.Refused if they may not log in
   */
  LogInOutcome check(Q request, PeerInfo from, SessionRule rule);
}
