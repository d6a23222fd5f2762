package io.masterserver.runtime.guardian;

import io.masterserver.api.MasterModule;
import io.masterserver.runtime.module.ModuleHost;
import io.masterserver.runtime.module.ModuleReport;
import io.masterserver.runtime.module.ModuleServices;
import io.masterserver.runtime.registry.OpcodeRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts modules as their dependencies become ready. State of the guardian; its thread only. */
final class ModuleStarter {

  private static final Logger log = LoggerFactory.getLogger(ModuleStarter.class);

  private final ActorContext<ServerGuardian.Command> context;
  private final TimerScheduler<ServerGuardian.Command> timers;
  private final ModuleServices services;
  private final ActorRef<ModuleReport> reports;
  private final NodeReadiness readiness;
  private final Map<String, StartPlan.Planned> installed;
  private final Map<String, Set<String>> waitsFor;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Map<Class<?>, Object> apis = new HashMap<>();
  private final Map<String, ActorRef<ServerGuardian.Added>> adding = new HashMap<>();
  private @Nullable ActorRef<Done> stopping;

  /** A module whose actor was started. */
  private static final class Running {
    final ActorRef<Object> actor;
    final long startedNanos = System.nanoTime();
    long readyMillis = -1;

    /** Why it was not ready when it last said so before it was. */
    @Nullable String waitingFor;

    Running(ActorRef<Object> actor) {
      this.actor = actor;
    }

    boolean isReady() {
      return readyMillis >= 0;
    }
  }

  ModuleStarter(
      ActorContext<ServerGuardian.Command> context,
      TimerScheduler<ServerGuardian.Command> timers,
      ModuleServices services,
      ActorRef<ModuleReport> reports,
      NodeReadiness readiness,
      StartPlan plan) {
    this.context = context;
    this.timers = timers;
    this.services = services;
    this.reports = reports;
    this.readiness = readiness;
    this.installed = new LinkedHashMap<>(plan.modules());
    this.waitsFor = new LinkedHashMap<>(plan.waitsFor());
  }

  /** Starts every module that waits for nothing any more. */
  void startReady() {
    installed.forEach(
        (name, planned) -> {
          if (!running.containsKey(name)
              && waitsFor.getOrDefault(name, Set.of()).stream().allMatch(this::isReady)) {
            start(name, planned);
          }
        });
  }

  private void start(String name, StartPlan.Planned planned) {
    ActorRef<Object> actor =
        context.spawn(
            ModuleHost.create(planned.module(), services, Map.copyOf(apis), reports),
            "module-" + name);
    running.put(name, new Running(actor));
    readiness.waitsFor(name, "it is starting");
    context.watchWith(actor, new ServerGuardian.ModuleEnded(name));
    timers.startSingleTimer(
        timer(name), new ServerGuardian.NotReady(name), planned.spec().readyWithin());
  }

  private boolean isReady(String name) {
    Running module = running.get(name);
    return module != null && module.isReady();
  }

  boolean allReady() {
    return installed.keySet().stream().allMatch(this::isReady);
  }

  /** Whether the module has been started and has not reported yet. */
  boolean isStarting(String name) {
    Running module = running.get(name);
    return module != null && !module.isReady();
  }

  /** A module has reported; those that waited only for it start. */
  void onReady(String name, @Nullable Object api) {
    Running module = running.get(name);
    StartPlan.Planned planned = installed.get(name);
    if (module == null || planned == null) {
      return;
    }
    readiness.ready(name);
    if (module.isReady()) {
      return; // ready again
    }
    timers.cancel(timer(name));
    module.readyMillis = (System.nanoTime() - module.startedNanos) / 1_000_000;
    if (api != null) {
      apis.put(planned.module().getClass(), api);
    }
    reply(name, Optional.empty());
    startReady();
  }

  /** A module cannot do its work: not yet, or not any more. */
  void onNotReady(String name, String why) {
    Running module = running.get(name);
    if (module == null) {
      return;
    }
    if (module.isReady()) {
      readiness.notReady(name, why);
    } else if (!why.equals(module.waitingFor)) {
      log.warn("Module [{}] is not ready yet: {}", name, why);
      module.waitingFor = why;
      readiness.waitsFor(name, why);
    }
  }

  /** Returns what is wrong when a module was not ready in time. */
  String tooLate(String name) {
    Running module = running.get(name);
    StartPlan.Planned planned = installed.get(name);
    Duration within = planned == null ? Duration.ZERO : planned.spec().readyWithin();
    String why = module == null ? null : module.waitingFor;
    return "module '%s' was not ready within %s%s"
        .formatted(
            name, within, why == null ? " (see its log; what does it wait for?)" : ": " + why);
  }

  /** How long each module took, in the order of their start. */
  Map<String, Long> millis() {
    Map<String, Long> millis = new LinkedHashMap<>();
    running.forEach((name, module) -> millis.put(name, module.readyMillis));
    return millis;
  }

  // ---- once the server runs -------------------------------------------------------------------

  void add(MasterModule<?> module, ActorRef<ServerGuardian.Added> replyTo) {
    try {
      add(StartPlan.Planned.of(module), replyTo);
    } catch (StartFailed e) {
      replyTo.tell(new ServerGuardian.Added(Optional.of(String.valueOf(e.getMessage()))));
    }
  }

  private void add(StartPlan.Planned planned, ActorRef<ServerGuardian.Added> replyTo) {
    String name = planned.spec().name();
    if (installed.containsKey(name)) {
      throw new StartFailed("a module named '%s' is installed already".formatted(name));
    }
    waitsFor.put(name, StartPlan.dependencies(planned.spec(), installed));
    installed.put(name, planned);
    adding.put(name, replyTo);
    startReady();
  }

  /** A module that was added could not start, or one that ran could not start again. */
  void onFailedLater(String name, String why) {
    timers.cancel(timer(name));
    Running module = running.get(name);
    if (module == null) {
      return;
    }
    if (module.isReady()) {
      readiness.notReady(name, why);
      return;
    }
    log.error("{}", why);
    context.stop(module.actor);
    reply(name, Optional.of(why));
  }

  /** The actor of a module has ended: nobody answers its opcodes any more. */
  void onEnded(String name) {
    timers.cancel(timer(name));
    Running module = running.remove(name);
    StartPlan.Planned planned = installed.remove(name);
    waitsFor.remove(name);
    if (planned != null) {
      apis.remove(planned.module().getClass());
    }
    reply(name, Optional.of("module '%s' ended before it was ready (see its log)".formatted(name)));
    services.registry().tell(new OpcodeRegistry.Unregister(name));
    services.events().unsubscribe(name);
    services.sessions().withdraw(name);
    if (stopping != null) {
      stopNext(stopping);
    } else if (module != null && module.isReady()) {
      log.warn("Module [{}] has ended; its opcodes are not handled any more", name);
    }
  }

  private void reply(String name, Optional<String> failure) {
    ActorRef<ServerGuardian.Added> replyTo = adding.remove(name);
    if (replyTo != null) {
      replyTo.tell(new ServerGuardian.Added(failure));
    }
  }

  void stopAll(ActorRef<Done> replyTo) {
    stopping = replyTo;
    stopNext(replyTo);
  }

  private void stopNext(ActorRef<Done> replyTo) {
    if (running.isEmpty()) {
      replyTo.tell(Done.getInstance());
      return;
    }
    List<Running> inOrder = new ArrayList<>(running.values());
    inOrder.getLast().actor.tell(ModuleHost.Stop.STOP); // behind what is in its mailbox
  }

  private static String timer(String name) {
    return "ready-" + name;
  }
}
