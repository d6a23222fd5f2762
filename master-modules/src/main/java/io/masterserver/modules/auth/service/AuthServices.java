package io.masterserver.modules.auth.service;

import io.masterserver.modules.auth.password.PasswordHasher;
import io.masterserver.modules.mail.Mailer;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** All that the auth module does, built once per node. Threads: virtual ones. */
@SuppressWarnings("DoNotCallSuggester") // until they do something
public record AuthServices(
    LogIns logIns,
    Registrations registrations,
    Passwords passwords,
    Emails emails,
    OwnAccount ownAccount,
    Administration administration,
    Stores stores,
    InstantSource clock) {

  /**
   * Builds them.
   *
   * @param afterwards runs what is done after an answer, so that its duration says nothing: a
   *     virtual thread each
   */
  public static AuthServices create(
      AuthSettings settings,
      Stores stores,
      PasswordHasher hasher,
      Mailer mailer,
      InstantSource clock,
      Executor afterwards) {
    throw new UnsupportedOperationException();
  }

  /** Deletes tokens and codes that have expired; returns how many. To be called now and then. */
  public int deleteExpired() {
    throw new UnsupportedOperationException();
  }
}
