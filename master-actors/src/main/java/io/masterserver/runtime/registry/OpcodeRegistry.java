package io.masterserver.runtime.registry;

import io.masterserver.api.AccessRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * The owner of this node's routes.
 *
 * <p>A module registers all its operations at once, and again after a restart. An opcode belongs to
 * one module; a second one gets it only by asking to override, and gives it back when it
 * unregisters.
 */
public final class OpcodeRegistry extends AbstractMatchingBehavior<OpcodeRegistry.Command> {

  // ---- protocol -------------------------------------------------------------------------------

  public sealed interface Command {}

  /** Replaces all routes of {@code module}. */
  public record Register(String module, List<Route> routes, ActorRef<Reply> replyTo)
      implements Command {}

  /** Removes all routes of {@code module}. */
  public record Unregister(String module) implements Command {}

  public sealed interface Reply {}

  public enum Registered implements Reply {
    REGISTERED
  }

  /** Nothing was changed. */
  public record Refused(String why) implements Reply {}

  // ---- behavior -------------------------------------------------------------------------------

  private final Map<String, List<Route>> byModule = new LinkedHashMap<>();
  private final Routes routes;
  private final AccessTable access;
  private final OperationLimits limits;

  private OpcodeRegistry(
      ActorContext<Command> context, Routes routes, AccessTable access, OperationLimits limits) {
    super(context);
    this.routes = routes;
    this.access = access;
    this.limits = limits;
  }

  /**
   * @param routes where the table is published
   * @param access goes before what modules say about access
   * @param limits how often a client may use which operation
   */
  public static Behavior<Command> create(
      Routes routes, AccessTable access, OperationLimits limits) {
    return Behaviors.setup(context -> new OpcodeRegistry(context, routes, access, limits));
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Register register -> onRegister(register);
      case Unregister(String module) -> onUnregister(module);
    };
  }

  private Behavior<Command> onRegister(Register register) {
    Optional<String> conflict = conflict(register);
    if (conflict.isPresent()) {
      register.replyTo().tell(new Refused(conflict.get()));
      return this;
    }
    boolean firstTime = !byModule.containsKey(register.module());
    byModule.put(
        register.module(),
        register.routes().stream()
            .map(route -> withAccess(route, firstTime))
            .map(route -> route.limitedTo(limits.limitOf(route.operationName())))
            .toList());
    publish();
    register.replyTo().tell(Registered.REGISTERED);
    return this;
  }

  private Route withAccess(Route route, boolean firstTime) {
    AccessRule own = route.handling().access();
    AccessRule rule = access.ruleFor(route.operationName()).orElse(own);
    if (rule.equals(own)) {
      return route;
    }
    if (firstTime) {
      getContext()
          .getLog()
          .info(
              "Operation [{}] is for [{}] by master.access; module [{}] alone would say [{}]",
              route.operationName(),
              rule.text(),
              route.moduleName(),
              own.text());
    }
    return route.requiring(rule);
  }

  private Behavior<Command> onUnregister(String module) {
    byModule.remove(module);
    publish();
    return this;
  }

  private Optional<String> conflict(Register register) {
    Map<Integer, Route> seen = new LinkedHashMap<>();
    for (Route route : register.routes()) {
      if (seen.put(route.opcode(), route) != null) {
        return Optional.of(
            "opcode %d is registered twice by module '%s' (register each operation once)"
                .formatted(route.opcode(), register.module()));
      }
    }
    return byModule.entrySet().stream()
        .filter(other -> !other.getKey().equals(register.module()))
        .flatMap(other -> other.getValue().stream())
        .filter(taken -> collide(taken, seen.get(taken.opcode())))
        .findFirst()
        .map(
            taken ->
                ("opcode %d (%s) is claimed by both '%s' and '%s' (each opcode belongs to one"
                        + " module: switch one off, or let one register it as overriding)")
                    .formatted(
                        taken.opcode(),
                        taken.operationName(),
                        taken.moduleName(),
                        register.module()));
  }

  /** An overriding route goes over an ordinary one, but two of a kind are one too many. */
  private static boolean collide(Route taken, @Nullable Route claimed) {
    return claimed != null && taken.overriding() == claimed.overriding();
  }

  private void publish() {
    List<Route> ordinary = new ArrayList<>();
    List<Route> overriding = new ArrayList<>();
    byModule.values().stream()
        .flatMap(List::stream)
        .forEach(route -> (route.overriding() ? overriding : ordinary).add(route));
    ordinary.addAll(overriding); // the last one of an opcode wins
    routes.publish(RouteTable.of(ordinary));
  }
}
