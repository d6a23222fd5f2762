package io.masterserver.runtime.guardian;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import io.masterserver.api.MasterModule;
import io.masterserver.api.SettingsSection;
import io.masterserver.runtime.forming.ClusterSettings;
import io.masterserver.runtime.module.CoreModule;
import io.masterserver.runtime.registry.AccessTable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.jspecify.annotations.Nullable;

/**
 * A master server in this JVM: one node, alone or in a cluster. Threads: any.
 *
 * <p>Several can run in one JVM, each with a configuration of its own; tests do that.
 */
public final class MasterServer {

  private static final Duration ADD_MODULE_WITHIN = Duration.ofMinutes(2);

  private final ActorSystem<ServerGuardian.Command> system;
  private final Started started;
  private final NodeReadiness readiness;

  /**
   * What a server has come to when it is ready.
   *
   * @param listeners where it listens, by transport
   * @param cluster where other nodes reach it, {@code host:port}
   * @param admin where its admin port is, if it has one
   * @param moduleMillis how long each module took from its start to ready, by name, in their order
   * @param millis how long all of it took
   */
  public record Started(
      Map<String, InetSocketAddress> listeners,
      String cluster,
      Optional<InetSocketAddress> admin,
      Map<String, Long> moduleMillis,
      long millis) {}

  private enum Stopping implements CoordinatedShutdown.Reason {
    STOP
  }

  private MasterServer(
      ActorSystem<ServerGuardian.Command> system, Started started, NodeReadiness readiness) {
    this.system = system;
    this.started = started;
    this.readiness = readiness;
  }

  /**
   * Returns the defaults of the server with {@code settings} over them, ready for {@link #start}.
   */
  public static Config configuration(Config settings) {
    return configuration(settings, MasterServer.class.getClassLoader());
  }

  /**
   * Returns the defaults of the server and of modules with {@code settings} over them, ready for
   * {@link #start}.
   *
   * @param modules where the modules are loaded from, each with its {@code reference.conf}
   * @throws StartFailed if something in {@code settings} is outside of the documented sections
   */
  public static Config configuration(Config settings, ClassLoader modules) {
    Sections.check(settings, resolved(ConfigFactory.defaultReferenceUnresolved(modules)));
    return ConfigFactory.defaultOverrides(modules)
        .withFallback(settings)
        .withFallback(ConfigFactory.parseResourcesAnySyntax(modules, "master-server"))
        .withFallback(ConfigFactory.defaultReferenceUnresolved(modules))
        .resolve();
  }

  /**
   * Starts a server.
   *
   * @param config from {@link #configuration}
   * @param modules besides the core module; those that are switched off are left out
   * @return completes when the server is ready, or with {@link StartFailed}; then nothing is left
   *     of it
   */
  public static CompletionStage<MasterServer> start(
      Config config, Collection<? extends MasterModule<?>> modules) {
    return start(config, modules, new CompletableFuture<>());
  }

  /**
   * Starts a server that may be stopped while it starts.
   *
   * @param givenUp when it completes first, the start fails; the node has left its cluster then
   */
  public static CompletionStage<MasterServer> start(
      Config config, Collection<? extends MasterModule<?>> modules, CompletionStage<Void> givenUp) {
    try {
      return startChecked(config, modules, givenUp);
    } catch (StartFailed e) {
      return CompletableFuture.failedStage(e);
    } catch (ConfigException e) {
      return CompletableFuture.failedStage(
          new StartFailed("configuration: " + oneLine(e.getMessage()), e));
    }
  }

  private static CompletionStage<MasterServer> startChecked(
      Config config, Collection<? extends MasterModule<?>> modules, CompletionStage<Void> givenUp) {
    List<StartPlan.Planned> installed = new ArrayList<>();
    installed.add(StartPlan.Planned.of(new CoreModule()));
    modules.forEach(module -> installed.add(StartPlan.Planned.of(module)));
    UnknownKeys.check(
        config,
        reference(modules),
        installed.stream().map(planned -> planned.spec().name()).toList());
    StartPlan plan =
        StartPlan.of(
            installed.stream().filter(planned -> enabled(config, planned.spec().name())).toList());
    ServerSettings settings = ServerSettings.from(config);
    Certificates certificates = Certificates.load(settings.gateways());
    var readiness = new NodeReadiness();
    var result = new CompletableFuture<Started>();
    ActorSystem<ServerGuardian.Command> system =
        createSystem(
            settings,
            ServerGuardian.create(
                new Launch(
                    settings,
                    certificates,
                    plan,
                    checked(() -> AccessTable.from(config)),
                    readiness,
                    result)));
    system
        .getWhenTerminated()
        .thenRun(
            () ->
                result.completeExceptionally(
                    new StartFailed("the server has ended while it was starting (see its log)")));
    givenUp.thenRun(
        () -> {
          if (!result.isDone()) {
            CoordinatedShutdown.get(system).runAll(Stopping.STOP);
          }
        });
    return result
        .thenApply(started -> new MasterServer(system, started, readiness))
        .exceptionallyCompose(
            failure -> system.getWhenTerminated().thenCompose(ended -> failed(failure)));
  }

  /** What the modules and the server itself document as their settings. */
  private static Config reference(Collection<? extends MasterModule<?>> modules) {
    return resolved(
        Stream.concat(
                Stream.of(MasterServer.class.getClassLoader()),
                modules.stream().map(module -> module.getClass().getClassLoader()))
            .distinct()
            .map(ConfigFactory::defaultReferenceUnresolved)
            .reduce(ConfigFactory.empty(), Config::withFallback));
  }

  private static Config resolved(Config reference) {
    return reference.resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true));
  }

  private static CompletionStage<MasterServer> failed(Throwable failure) {
    return CompletableFuture.failedStage(failure);
  }

  private static boolean enabled(Config config, String module) {
    String path = "master.modules." + module;
    return !config.hasPath(path + ".enabled")
        || checked(() -> new SettingsSection(config.getConfig(path), path).flag("enabled"));
  }

  private static <T> T checked(Supplier<T> settings) {
    try {
      return settings.get();
    } catch (IllegalArgumentException e) {
      throw new StartFailed(String.valueOf(e.getMessage()), e);
    }
  }

  private static ActorSystem<ServerGuardian.Command> createSystem(
      ServerSettings settings, Behavior<ServerGuardian.Command> guardian) {
    ClusterSettings cluster = settings.cluster();
    try {
      return ActorSystem.create(
          guardian,
          "master",
          cluster
              .pekko(version())
              .withFallback(settings.dispatchers())
              .withFallback(settings.config()),
          // It loads much code when it starts everything: not on a loop, where others would wait.
          DispatcherSelector.blocking());
    } catch (RuntimeException e) {
      throw new StartFailed(
          "the node cannot talk to other nodes on %s:%d: %s (is the port taken? change master.cluster.port, or bind-host and bind-port beside it)"
              .formatted(
                  cluster.address().getHostString(),
                  cluster.address().getPort(),
                  oneLine(rootOf(e).getMessage())),
          e);
    }
  }

  /** As the jar's manifest has it. */
  private static String version() {
    return Objects.requireNonNullElse(
        MasterServer.class.getPackage().getImplementationVersion(), "0.0.0");
  }

  private static Throwable rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).replaceAll("\\s*\\R\\s*", " ");
  }

  /** What the server had come to when it was ready. */
  public Started started() {
    return started;
  }

  /** Whether the node can do its work now, and if not, why. */
  public Readiness readiness() {
    return readiness.current();
  }

  /**
   * Where the server listens by {@code transport}: {@code tcp}, {@code tls}, …; fails if it does
   * not.
   */
  public InetSocketAddress address(String transport) {
    InetSocketAddress address = started.listeners().get(transport);
    if (address == null) {
      throw new IllegalArgumentException(
          "no listener for '%s' (there are: %s)"
              .formatted(transport, started.listeners().keySet()));
    }
    return address;
  }

  /** The actor system of the node. */
  public ActorSystem<?> system() {
    return system;
  }

  /**
   * Starts another module in this running server.
   *
   * @return completes when the module is ready, or with {@link StartFailed}
   */
  public CompletionStage<Void> addModule(MasterModule<?> module) {
    return AskPattern.<ServerGuardian.Command, ServerGuardian.Added>ask(
            system,
            replyTo -> new ServerGuardian.AddModule(module, replyTo),
            ADD_MODULE_WITHIN,
            system.scheduler())
        .thenAccept(
            added ->
                added
                    .failure()
                    .ifPresent(
                        why -> {
                          throw new StartFailed(why);
                        }));
  }

  /**
   * Stops the server in order: accepts nothing more, tells the clients, finishes what is in flight,
   * stops the modules, leaves the cluster. May be called more than once.
   */
  public CompletionStage<Void> stop() {
    return CoordinatedShutdown.get(system).runAll(Stopping.STOP).thenApply(done -> null);
  }

  /**
   * Completes when the server has ended: because it was stopped, or because the other nodes have
   * given it up.
   */
  public CompletionStage<Void> ended() {
    return system.getWhenTerminated().thenApply(done -> null);
  }
}
