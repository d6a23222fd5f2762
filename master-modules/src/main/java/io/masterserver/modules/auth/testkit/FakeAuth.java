package io.masterserver.modules.auth.testkit;

import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.modules.auth.AccountChanged;
import io.masterserver.modules.auth.AccountView;
import io.masterserver.modules.auth.Auth;
import io.masterserver.modules.auth.AuthSession;
import io.masterserver.modules.auth.LoggedIn;
import io.masterserver.modules.auth.LoggedOut;
import io.masterserver.modules.database.DatabaseUnavailable;
import io.masterserver.testkit.ModuleTestKit;
import io.masterserver.testkit.TestPeer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Accounts without passwords, for tests of modules that depend on the auth module: what they see of
 * it, sessions on peers, events and the API, is as with the real one.
 *
 * <p>Threads: any, as the module under test may use the API from its own.
 */
public final class FakeAuth implements Auth {

  private record Here(ModuleTestKit<?> kit, TestPeer peer, PeerInfo info, String accountId) {}

  private final Map<String, AccountView> accounts = new ConcurrentHashMap<>();
  private final Map<PeerId, Here> loggedIn = new ConcurrentHashMap<>();
  private volatile boolean databaseGone;

  // ---- what the test does ---------------------------------------------------------------------

  /** Returns the account of this name; makes one if there is none. */
  public AccountView account(String username) {
    return find(account -> account.username().equalsIgnoreCase(username))
        .orElseGet(() -> add(username, false, false));
  }

  /** Makes an account that is an administrator's. */
  public AccountView administrator(String username) {
    return add(username, false, true);
  }

  /**
   * Logs in to the account of this name, which is made if there is none: sets the session of {@code
   * peer}, and tells the module of it.
   */
  public AuthSession logIn(ModuleTestKit<?> kit, TestPeer peer, String username) {
    return logIn(kit, peer, account(username));
  }

  /** Logs in as a guest. */
  public AuthSession logInAsGuest(ModuleTestKit<?> kit, TestPeer peer) {
    return logIn(kit, peer, add("Guest-" + accounts.size(), true, false));
  }

  private AuthSession logIn(ModuleTestKit<?> kit, TestPeer peer, AccountView account) {
    if (loggedIn.containsKey(peer.id())) {
      throw new AssertionError("peer %s is logged in already".formatted(peer.id()));
    }
    var info =
        new PeerInfo(peer.id(), new UUID(0, peer.id().value()), "127.0.0.1:" + peer.id(), "tcp");
    loggedIn.put(peer.id(), new Here(kit, peer, info, account.accountId()));
    AuthSession session = session(account);
    peer.set(AuthSession.KEY, session);
    kit.publish(new LoggedIn(session, info, peer.handle()));
    kit.awaitHandled();
    return session;
  }

  /**
   * Logs out, and tells the module of it; also to be called for a peer that has disconnected, where
   * that matters to the module.
   */
  public void logOut(TestPeer peer) {
    Here here = loggedIn.remove(peer.id());
    if (here == null) {
      throw new AssertionError("nobody is logged in on peer %s".formatted(peer.id()));
    }
    peer.handle().clear(AuthSession.KEY);
    AccountView account = account(here);
    here.kit().publish(new LoggedOut(session(account), here.info()));
    here.kit().awaitHandled();
    if (account.isGuest()) {
      accounts.remove(account.accountId());
    }
  }

  /** From now on the API fails, as when the database does not answer; sessions are as they were. */
  public void loseDatabase() {
    databaseGone = true;
  }

  /** The database is back. */
  public void findDatabase() {
    databaseGone = false;
  }

  // ---- what the module sees -------------------------------------------------------------------

  @Override
  public CompletionStage<Optional<AccountView>> findByUsername(String username) {
    return answer(find(account -> account.username().equalsIgnoreCase(username)));
  }

  @Override
  public CompletionStage<Optional<AccountView>> findById(String accountId) {
    return answer(Optional.ofNullable(accounts.get(accountId)));
  }

  @Override
  public CompletionStage<Optional<AccountView>> findByPeer(PeerId peer) {
    return CompletableFuture.completedStage(
        Optional.ofNullable(loggedIn.get(peer)).map(this::account));
  }

  @Override
  public CompletionStage<Optional<AccountView>> changeProperties(
      String accountId, Map<String, String> set, Collection<String> removed) {
    AccountView after =
        databaseGone
            ? null
            : accounts.computeIfPresent(accountId, (id, before) -> changed(before, set, removed));
    if (after == null) {
      return answer(Optional.empty());
    }
    for (Here here : loggedIn.values()) {
      if (here.accountId().equals(accountId)) {
        here.peer().set(AuthSession.KEY, session(after));
        here.kit().publish(new AccountChanged(accountId, after.username()));
      }
    }
    return answer(Optional.of(after));
  }

  private static AccountView changed(
      AccountView before, Map<String, String> set, Collection<String> removed) {
    Map<String, String> properties = new HashMap<>(before.properties());
    removed.forEach(properties::remove);
    properties.putAll(set);
    return new AccountView(
        before.accountId(), before.username(), before.isGuest(), before.isAdmin(), properties);
  }

  private <T> CompletionStage<T> answer(T value) {
    return databaseGone
        ? CompletableFuture.failedStage(new DatabaseUnavailable("the test has lost it"))
        : CompletableFuture.completedStage(value);
  }

  private Optional<AccountView> find(Predicate<AccountView> wanted) {
    return accounts.values().stream().filter(wanted).findFirst();
  }

  private AccountView add(String username, boolean guest, boolean admin) {
    var account = new AccountView(UUID.randomUUID().toString(), username, guest, admin, Map.of());
    accounts.put(account.accountId(), account);
    return account;
  }

  private AccountView account(Here here) {
    AccountView account = accounts.get(here.accountId());
    if (account == null) {
      throw new AssertionError("no account: " + here.accountId());
    }
    return account;
  }

  private static AuthSession session(AccountView account) {
    return new AuthSession(
        account.accountId(),
        account.username(),
        account.isGuest(),
        account.isAdmin(),
        account.properties());
  }
}
