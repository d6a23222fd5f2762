package io.masterserver.modules.auth;

import io.masterserver.api.PeerId;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.session.LiveSession;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;

/** What the auth module of a node offers to the other modules. Threads: any. */
final class NodeAuth implements Auth {

  private final Supplier<AuthNode> node;
  private final ActorRef<AuthModule.Command> module;

  /**
   * @param node what the module is made of, in its present life
   */
  NodeAuth(Supplier<AuthNode> node, ActorRef<AuthModule.Command> module) {
    this.node = node;
    this.module = module;
  }

  @Override
  public CompletionStage<Optional<AccountView>> findByUsername(String username) {
    return find(
        node.get().sessions().guestNamed(username),
        node -> node.services().stores().accounts().findByUsername(username));
  }

  @Override
  public CompletionStage<Optional<AccountView>> findById(String accountId) {
    return find(
        node.get().sessions().guest(accountId),
        node -> node.services().stores().accounts().findById(accountId));
  }

  @Override
  public CompletionStage<Optional<AccountView>> findByPeer(PeerId peer) {
    return CompletableFuture.completedStage(
        node.get().sessions().find(peer).map(AccountViews::module));
  }

  @Override
  public CompletionStage<Optional<AccountView>> changeProperties(
      String accountId, Map<String, String> set, Collection<String> removed) {
    AuthNode now = node.get();
    return CompletableFuture.supplyAsync(
            () -> now.changeProperties(accountId, set, removed), now.executor())
        .thenCompose(
            changed ->
                changed.isEmpty()
                    ? CompletableFuture.completedStage(Optional.empty())
                    : seen(changed.get(), now).thenApply(Optional::of));
  }

  /** Completes when the sessions have seen it. */
  private CompletionStage<AccountView> seen(Account account, AuthNode now) {
    var seen = new CompletableFuture<Account>();
    module.tell(new AuthModule.Changed(account, seen));
    return seen.completeOnTimeout(account, now.answerWithin().toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(
            stored -> AccountViews.module(stored, now.sessions().guest(stored.id()).isPresent()));
  }

  private CompletionStage<Optional<AccountView>> find(
      Optional<LiveSession> guest, Function<AuthNode, Optional<Account>> stored) {
    if (guest.isPresent()) {
      return CompletableFuture.completedStage(guest.map(AccountViews::module));
    }
    AuthNode now = node.get();
    return CompletableFuture.supplyAsync(
        () -> stored.apply(now).map(account -> AccountViews.module(account, false)),
        now.executor());
  }
}
