package io.masterserver.modules.auth;

import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleEvent;
import io.masterserver.api.PeerId;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.session.LiveSession;
import io.masterserver.modules.auth.session.Sessions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has happened, brought to the peers' session properties at once, and to other modules when
 * the client was answered. State of the actor; its thread only.
 */
final class Consequences {

  private static final Logger log = LoggerFactory.getLogger(AuthModule.class);

  private final AuthNode node;
  private final Sessions sessions;
  private final ModuleContext<?> module;
  private final Queue<ModuleEvent> events = new ArrayDeque<>();
  private final Set<String> freed = new LinkedHashSet<>();

  Consequences(AuthNode node, ModuleContext<?> module) {
    this.node = node;
    this.sessions = node.sessions();
    this.module = module;
  }

  /** Tells other modules of {@code event}, when the client was answered. */
  void event(ModuleEvent event) {
    events.add(event);
  }

  /** A session has begun. */
  void loggedIn(LiveSession session) {
    show(session);
    event(new LoggedIn(AccountViews.session(session), session.info(), session.peer()));
  }

  /**
   * A session has come from another node.
   *
   * @param shown what its peer says of it
   */
  void arrived(LiveSession session, AuthSession shown) {
    AuthSession now = AccountViews.session(session);
    if (!now.equals(shown)) {
      show(session);
    }
    event(new LoggedIn(now, session.info(), session.peer()));
  }

  /** Something of an account that sessions do not show has changed. */
  void changed(String accountId, String username) {
    event(new AccountChanged(accountId, username));
  }

  /** An account has changed; a guest's is the one that its session has. */
  void changed(Account account) {
    sessions.changed(account);
    sessions.of(account.id()).forEach(Consequences::show);
    changed(account.id(), account.username());
  }

  /** A guest has become a full account, which it has claimed before. */
  void upgraded(LiveSession guest, Account account) {
    sessions
        .upgraded(guest.peerId(), account)
        .ifPresentOrElse(Consequences::show, () -> node.claims().release(guest.peer()));
    event(new AccountRegistered(account.id(), account.username(), true));
  }

  /** The session of a peer ends, the connection stays. */
  void logOut(PeerId peer) {
    sessions.end(peer).ifPresent(this::ended);
  }

  /**
   * The sessions of an account end but that of {@code but}, and log-ins that have begun; clients
   * are told why.
   */
  void endOthers(String accountId, PeerId but, String why) {
    endElsewhere(accountId, but, why);
    for (LiveSession session : sessions.endOthers(accountId, but)) {
      ended(session);
      session.peer().disconnect(why);
    }
  }

  /**
   * Nobody may be logged in to an account any more: its sessions end, and all clients but {@code
   * asker} are told why.
   */
  void shutOut(String accountId, PeerId asker, String why) {
    endElsewhere(accountId, asker, why);
    for (LiveSession session : sessions.shutOut(accountId)) {
      ended(session);
      if (!session.peerId().equals(asker)) {
        session.peer().disconnect(why);
      }
    }
  }

  private void endElsewhere(String accountId, PeerId but, String why) {
    node.executor()
        .execute(
            () -> {
              try {
                node.claims().endOther(accountId, but, why);
              } catch (RuntimeException e) {
                log.warn(
                    "A session of [{}] on another node may not have ended ({}): {}",
                    accountId,
                    why,
                    e.toString());
              }
            });
  }

  /** A session has ended, and its peer is still there. */
  void ended(LiveSession session) {
    session.peer().clear(AuthSession.KEY);
    node.claims().release(session.peer());
    gone(session);
  }

  /** A session has ended with its peer. */
  void gone(LiveSession session) {
    node.claims().gone(session.peerId());
    event(new LoggedOut(AccountViews.session(session), session.info()));
    free(session.accountId());
  }

  /** A session of an account has ended, here or elsewhere: who waits for that may be let in. */
  void free(String accountId) {
    freed.add(accountId);
  }

  /** Tells other modules what has happened, in order. */
  void publish() {
    for (ModuleEvent event = events.poll(); event != null; event = events.poll()) {
      module.publish(event);
    }
  }

  /** Returns the accounts that were freed since the last call. */
  List<String> takeFreed() {
    List<String> taken = new ArrayList<>(freed);
    freed.clear();
    return taken;
  }

  private static void show(LiveSession session) {
    session.peer().write(AuthSession.KEY, AccountViews.session(session));
  }
}
