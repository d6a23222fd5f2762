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
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
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
  private final List<DispatcherSelector> loops;
  private final Map<String, StartPlan.Planned> installed;
  private final Map<String, Set<String>> waitsFor;
  private final Map<String, RunningModule> running = new LinkedHashMap<>();
  private final Map<Class<?>, Object> apis = new HashMap<>();
  private final Map<String, ActorRef<ServerGuardian.Added>> adding = new HashMap<>();
  private @Nullable ActorRef<Done> stopping;

  /**
   * @param loops the dispatchers of the event loops, if there are several
   */
  ModuleStarter(
      ActorContext<ServerGuardian.Command> context,
      TimerScheduler<ServerGuardian.Command> timers,
      ModuleServices services,
      ActorRef<ModuleReport> reports,
      NodeReadiness readiness,
      List<DispatcherSelector> loops,
      StartPlan plan) {
    this.context = context;
    this.timers = timers;
    this.services = services;
    this.reports = reports;
    this.readiness = readiness;
    this.loops = loops;
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
    List<ActorRef<Object>> actors =
        planned.spec().isStateless() && !loops.isEmpty()
            ? oneOnEachLoop(name, planned.module())
            : List.of(context.spawn(host(planned.module(), List.of()), "module-" + name));
    running.put(name, new RunningModule(actors));
    readiness.waitsFor(name, "it is starting");
    actors.forEach(actor -> context.watchWith(actor, new ServerGuardian.ModuleEnded(name)));
    timers.startSingleTimer(
        timer(name), new ServerGuardian.NotReady(name), planned.spec().readyWithin());
  }

  private List<ActorRef<Object>> oneOnEachLoop(String name, MasterModule<?> module) {
    Map<Class<?>, Object> known = Map.copyOf(apis);
    List<ActorRef<Object>> actors = new ArrayList<>();
    for (int loop = 1; loop < loops.size(); loop++) {
      actors.add(
          context.spawn(
              ModuleHost.createOther(module, services, known, reports),
              "module-%s@loop-%d".formatted(name, loop),
              loops.get(loop)));
    }
    actors.addFirst(
        context.spawn(host(module, List.copyOf(actors)), "module-" + name, loops.getFirst()));
    return List.copyOf(actors);
  }

  private Behavior<Object> host(MasterModule<?> module, List<ActorRef<Object>> others) {
    return ModuleHost.create(module, services, Map.copyOf(apis), reports, others);
  }

  private boolean isReady(String name) {
    RunningModule module = running.get(name);
    return module != null && module.isReady();
  }

  boolean allReady() {
    return installed.keySet().stream().allMatch(this::isReady);
  }

  /** Whether the module has been started and has not reported yet. */
  boolean isStarting(String name) {
    RunningModule module = running.get(name);
    return module != null && !module.isReady();
  }

  /** A module has reported; those that waited only for it start. */
  void onReady(String name, @Nullable Object api) {
    RunningModule module = running.get(name);
    StartPlan.Planned planned = installed.get(name);
    if (module == null || planned == null) {
      return;
    }
    readiness.ready(name);
    if (module.isReady()) {
      return; // ready again
    }
    timers.cancel(timer(name));
    module.becameReady();
    if (api != null) {
      apis.put(planned.module().getClass(), api);
    }
    reply(name, Optional.empty());
    startReady();
  }

  /** A module cannot do its work: not yet, or not any more. */
  void onNotReady(String name, String why) {
    RunningModule module = running.get(name);
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
    RunningModule module = running.get(name);
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
    running.forEach((name, module) -> millis.put(name, module.readyMillis()));
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
    RunningModule module = running.get(name);
    if (module == null) {
      return;
    }
    if (module.isReady()) {
      readiness.notReady(name, why);
      return;
    }
    log.error("{}", why);
    module.actors().forEach(context::stop);
    reply(name, Optional.of(why));
  }

  /** An actor of a module has ended: nobody answers its opcodes any more. */
  void onEnded(String name) {
    timers.cancel(timer(name));
    services.registry().tell(new OpcodeRegistry.Unregister(name));
    RunningModule module = running.get(name);
    if (module != null && !module.oneEnded()) {
      return;
    }
    running.remove(name);
    StartPlan.Planned planned = installed.remove(name);
    waitsFor.remove(name);
    if (planned != null) {
      apis.remove(planned.module().getClass());
    }
    reply(name, Optional.of("module '%s' ended before it was ready (see its log)".formatted(name)));
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
    new ArrayList<>(running.values()).getLast().stop();
  }

  private static String timer(String name) {
    return "ready-" + name;
  }
}
