package io.masterserver.modules.auth.account;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An account, as it is stored.
 *
 * @param id never changes, never used again
 * @param username unique ignoring case
 * @param email unique ignoring case, if there is one
 * @param passwordHash as a PHC string, or as the ancestor wrote it; empty if nobody can log in with
 *     a password
 * @param ban if there is one, ended or not
 * @param properties what modules and game servers keep here
 * @param version counts the changes, from 0; a change is made to the version it has seen, or not at
 *     all
 */
public record Account(
    String id,
    String username,
    Optional<String> email,
    boolean emailConfirmed,
    String passwordHash,
    boolean admin,
    Optional<Ban> ban,
    Map<String, String> properties,
    Instant createdAt,
    long version) {

  /**
   * Why and how long nobody can log in.
   *
   * @param until empty = for ever
   */
  public record Ban(String reason, Optional<Instant> until) {

    public boolean isOver(Instant now) {
      return until.isPresent() && !now.isBefore(until.get());
    }
  }

  public Account {
    properties = Map.copyOf(properties);
  }

  public Account withPasswordHash(String changed) {
    return new Account(
        id, username, email, emailConfirmed, changed, admin, ban, properties, createdAt, version);
  }

  public Account withEmailConfirmed(boolean changed) {
    return new Account(
        id, username, email, changed, passwordHash, admin, ban, properties, createdAt, version);
  }

  public Account withAdmin(boolean changed) {
    return new Account(
        id,
        username,
        email,
        emailConfirmed,
        passwordHash,
        changed,
        ban,
        properties,
        createdAt,
        version);
  }

  public Account withBan(Optional<Ban> changed) {
    return new Account(
        id,
        username,
        email,
        emailConfirmed,
        passwordHash,
        admin,
        changed,
        properties,
        createdAt,
        version);
  }

  public Account withProperties(Map<String, String> changed) {
    return new Account(
        id, username, email, emailConfirmed, passwordHash, admin, ban, changed, createdAt, version);
  }

  /** Says nothing of the hash, nor of the e-mail. */
  @Override
  public String toString() {
    return "Account[id=%s, username=%s, version=%d]".formatted(id, username, version);
  }
}
