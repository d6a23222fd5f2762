package io.masterserver.runtime.admin;

import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.ExtensionIdProvider;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.javadsl.ManagementRouteProvider;
import org.apache.pekko.management.javadsl.ManagementRouteProviderSettings;

/**
 * {@code /alive} and {@code /ready}, in the place of Pekko Management's own, which do not say what
 * is missing. Pekko Management finds them by this class's name in the configuration.
 */
public final class HealthRoutes extends AbstractExtensionId<HealthRoutes.Answers>
    implements ExtensionIdProvider {

  /** Extensions are looked up by identity, so there is one. */
  static final HealthRoutes ID = new HealthRoutes();

  /** What one node answers. Threads: any. */
  public static final class Answers extends AllDirectives implements ManagementRouteProvider {

    private volatile Supplier<Health> health = () -> new Health(List.of("server: it is starting"));

    void from(Supplier<Health> health) {
      this.health = health;
    }

    @Override
    public Route routes(ManagementRouteProviderSettings settings) {
      return get(
          () ->
              concat(
                  path("alive", () -> complete(StatusCodes.OK, "alive\n")),
                  path("ready", this::ready)));
    }

    private Route ready() {
      Health now = health.get();
      return now.isReady()
          ? complete(StatusCodes.OK, "ready\n")
          : complete(
              StatusCodes.SERVICE_UNAVAILABLE,
              "not ready\n" + String.join("\n", now.missing()) + "\n");
    }
  }

  @Override
  public Answers createExtension(ExtendedActorSystem system) {
    return new Answers();
  }

  @Override
  public HealthRoutes lookup() {
    return ID;
  }
}
