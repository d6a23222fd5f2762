package io.masterserver.modules.auth.service;

import io.masterserver.api.AuditLog;
import io.masterserver.api.PeerInfo;
import io.masterserver.modules.auth.account.StoredToken;
import io.masterserver.modules.auth.account.TokenRepository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * "Remember me" tokens: each use makes the next one.
 *
 * <p>The one before stays good for a moment, because the answer with the next one may be lost. Who
 * comes with an older one has a copy, or somebody else has: then nobody's is good any more.
 */
final class Tokens {

  private final TokenRepository tokens;
  private final AuthSettings.TokenSettings settings;
  private final InstantSource clock;

  Tokens(TokenRepository tokens, AuthSettings.TokenSettings settings, InstantSource clock) {
    this.tokens = tokens;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A token that was issued.
   *
   * @param id under which it is stored
   */
  record Issued(String id, IssuedToken token) {}

  /**
   * A token that was shown and is good.
   *
   * @param hash of the secret that was shown: the newest one, or the one before
   */
  record Shown(StoredToken stored, String hash) {

    boolean isNewest() {
      return Digest.equal(stored.hash(), hash);
    }

    boolean isTheOneBefore(Instant now) {
      return stored.previousHash().filter(previous -> Digest.equal(previous, hash)).isPresent()
          && stored.previousUntil().filter(now::isBefore).isPresent();
    }

    /** Says nothing of the hashes. */
    @Override
    public String toString() {
      return stored.toString();
    }
  }

  Issued issue(String accountId) {
    Token token = Token.fresh();
    Instant expiresAt = clock.instant().plus(settings.goodFor());
    tokens.insert(
        new StoredToken(
            token.id(), accountId, token.hash(), Optional.empty(), Optional.empty(), expiresAt));
    return new Issued(token.id(), new IssuedToken(token.text(), expiresAt));
  }

  /** Returns what is stored of a token, if it is good. */
  Optional<Shown> find(String text, PeerInfo from) {
    Optional<Token> token = Token.parse(text);
    Optional<StoredToken> stored = token.map(Token::id).flatMap(tokens::find);
    if (token.isEmpty() || stored.isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (!now.isBefore(stored.get().expiresAt())) {
      return Optional.empty();
    }
    var shown = new Shown(stored.get(), token.get().hash());
    if (shown.isNewest() || shown.isTheOneBefore(now)) {
      return Optional.of(shown);
    }
    tokens.delete(stored.get().id());
    AuditLog.event("token-reuse")
        .peer(from)
        .with("accountId", stored.get().accountId())
        .refused("an old token was used again, so it may be stolen: it is revoked");
    return Optional.empty();
  }

  /** Issues the next token; empty if somebody was quicker: then it is to be looked at anew. */
  Optional<Issued> replace(Shown shown) {
    StoredToken seen = shown.stored();
    Token next = Token.after(seen.id());
    Instant now = clock.instant();
    Optional<Instant> graceUntil =
        shown.isNewest() ? Optional.of(now.plus(settings.grace())) : seen.previousUntil();
    Instant expiresAt = now.plus(settings.goodFor());
    boolean done =
        tokens.replace(
            seen,
            new StoredToken(
                seen.id(),
                seen.accountId(),
                next.hash(),
                Optional.of(shown.hash()),
                graceUntil,
                expiresAt));
    return done
        ? Optional.of(new Issued(seen.id(), new IssuedToken(next.text(), expiresAt)))
        : Optional.empty();
  }
}
