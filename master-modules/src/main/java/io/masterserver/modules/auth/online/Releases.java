package io.masterserver.modules.auth.online;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts whose sessions have ended, until the database knows: those that end while a transaction
 * is under way are deleted together, by the next one. When the database is away they wait for
 * {@link #again}.
 *
 * <p>What does not fit is dropped: whoever logs in next finds that nobody has the account.
 *
 * <p>Threads: any; nothing here waits, but {@code executor} does.
 */
final class Releases {

  private static final Logger log = LoggerFactory.getLogger(Releases.class);

  private static final int GROUP = 1000;
  private static final int MOST = 100_000;

  private final OnlineAccounts accounts;
  private final Executor executor;
  private final Set<OnlineAccount> waiting = new LinkedHashSet<>();
  private boolean underWay;

  /**
   * @param executor runs what waits for the database
   */
  Releases(OnlineAccounts accounts, Executor executor) {
    this.accounts = accounts;
    this.executor = executor;
  }

  void add(OnlineAccount gone) {
    synchronized (waiting) {
      if (waiting.size() >= MOST) {
        log.debug("{} is not deleted: too many are to be already", gone);
        return;
      }
      waiting.add(gone);
    }
    again();
  }

  /** Deletes those that wait, if nobody does so already. */
  void again() {
    synchronized (waiting) {
      if (underWay || waiting.isEmpty()) {
        return;
      }
      underWay = true;
    }
    executor.execute(this::deleteAll);
  }

  private void deleteAll() {
    for (List<OnlineAccount> group = oldest(); !group.isEmpty(); group = oldest()) {
      try {
        accounts.delete(group);
      } catch (RuntimeException e) {
        log.debug("{} log-outs are not in the database yet: {}", group.size(), e.toString());
        putBack(group);
        return;
      }
    }
  }

  private List<OnlineAccount> oldest() {
    List<OnlineAccount> group = new ArrayList<>();
    synchronized (waiting) {
      Iterator<OnlineAccount> next = waiting.iterator();
      while (next.hasNext() && group.size() < GROUP) {
        group.add(next.next());
        next.remove();
      }
      underWay = !group.isEmpty();
    }
    return group;
  }

  private void putBack(List<OnlineAccount> group) {
    synchronized (waiting) {
      waiting.addAll(group);
      underWay = false;
    }
  }
}
