package io.masterserver.runtime.admin;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.management.javadsl.PekkoManagement;

/**
 * The admin port of a node. It stays open until the node has ended, so that it can tell of that.
 */
public final class AdminPort {

  private AdminPort() {}

  /**
   * Opens it; where is in the configuration of {@code system}.
   *
   * @param bind the same place, as the settings have it
   * @param health asked for each request, on any thread
   * @return where it listens, with the real port
   */
  public static CompletionStage<InetSocketAddress> open(
      ActorSystem<?> system, InetSocketAddress bind, Supplier<Health> health) {
    HealthRoutes.ID.get(system).from(health);
    return PekkoManagement.get(system)
        .start()
        .thenApply(uri -> new InetSocketAddress(bind.getHostString(), uri.getPort()));
  }
}
