package io.masterserver.modules.auth.service;

import io.masterserver.modules.auth.password.PasswordHasher;
import io.masterserver.modules.auth.password.TooBusy;

/** Is always busy. */
final class BusyHasher implements PasswordHasher {

  @Override
  public String hash(String password) {
    throw new TooBusy("test");
  }

  @Override
  public Verdict verify(String password, String stored) {
    throw new TooBusy("test");
  }
}
