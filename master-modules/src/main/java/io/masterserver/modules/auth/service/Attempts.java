package io.masterserver.modules.auth.service;

import io.masterserver.api.AuditLog;
import io.masterserver.api.PeerInfo;
import io.masterserver.api.RemoteNetwork;
import io.masterserver.modules.auth.account.CaseFolding;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whatever somebody could guess is tried through here: it is refused, unchecked, when there were
 * too many wrong guesses for the same account or from the same address.
 */
final class Attempts {

  private final AttemptLimiter accounts;
  private final AttemptLimiter addresses;

  Attempts(LimitSettings limits, InstantSource clock) {
    this.accounts = new AttemptLimiter(limits.failuresPerAccount(), limits, clock);
    this.addresses = new AttemptLimiter(limits.failuresPerAddress(), limits, clock);
  }

  /** Returns what guesses at the password of an account are counted by, whether there is one. */
  static String byUsername(String username) {
    return Digest.of("username", CaseFolding.fold(username));
  }

  /** Returns what guesses at the codes sent to an e-mail are counted by. */
  static String byEmail(String email) {
    return Digest.of("email", CaseFolding.fold(email));
  }

  /**
   * Begins an attempt at the secret of an account.
   *
   * @param event what the audit log calls it
   * @throws Refused if there were too many
   */
  Attempt begin(String event, String account, PeerInfo from) {
    return begin(event, Optional.of(account), from);
  }

  /** Begins an attempt at a secret that says itself whose it is. */
  Attempt begin(String event, PeerInfo from) {
    return begin(event, Optional.empty(), from);
  }

  private Attempt begin(String event, Optional<String> account, PeerInfo from) {
    String address = RemoteNetwork.of(from.remoteAddress());
    require(addresses.begin(address), event, "address", from);
    Duration wait = account.map(accounts::begin).orElse(Duration.ZERO);
    if (wait.isPositive()) {
      addresses.abandoned(address);
    }
    require(wait, event, "account", from);
    return new Attempt(event, from, account, address);
  }

  private static void require(Duration wait, String event, String by, PeerInfo from) {
    if (wait.isPositive()) {
      AuditLog.event(event + "-limited").peer(from).with("by", by).refused("too many attempts");
      throw Answers.tooManyAttempts(wait);
    }
  }

  /** Forgets the wrong guesses for an account: its owner has shown to be that in another way. */
  void forgive(String account) {
    accounts.forgive(account);
  }

  /** One attempt; closed without a result, it does not count. */
  final class Attempt implements AutoCloseable {

    private final String event;
    private final PeerInfo from;
    private final Optional<String> account;
    private final String address;
    private boolean open = true;

    private Attempt(String event, PeerInfo from, Optional<String> account, String address) {
      this.event = event;
      this.from = from;
      this.account = account;
      this.address = address;
    }

    /** Begins what the audit log is told of it. */
    AuditLog audit() {
      return AuditLog.event(event).peer(from);
    }

    void failed() {
      account.ifPresent(accounts::failed);
      addresses.failed(address);
      open = false;
    }

    /** The address is not forgiven: somebody may own one account, and guess at others. */
    void succeeded() {
      account.ifPresent(accounts::forgive);
      close();
    }

    @Override
    public void close() {
      if (open) {
        account.ifPresent(accounts::abandoned);
        addresses.abandoned(address);
        open = false;
      }
    }
  }
}
