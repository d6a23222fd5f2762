package io.masterserver.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the server must know of a module before it starts it.
 *
 * @param name unique in a server; lower-case words with dashes
 * @param requires modules that must be ready before this one starts
 * @param mayUse modules that must be ready before this one starts if they are installed
 * @param reportsReady whether the module calls {@link ModuleContext#ready()} itself; otherwise it
 *     is ready as soon as it has started
 * @param readyWithin how long that may take
 * @param isStateless whether it keeps nothing between messages: {@link #stateless}
 */
public record ModuleSpec(
    String name,
    List<Class<? extends MasterModule<?>>> requires,
    List<Class<? extends MasterModule<?>>> mayUse,
    boolean reportsReady,
    Duration readyWithin,
    boolean isStateless) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Duration DEFAULT_READY_WITHIN = Duration.ofSeconds(30);

  public ModuleSpec {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "module name: '%s' (expected: lower-case words with dashes)".formatted(name));
    }
    if (isStateless && reportsReady) {
      throw new IllegalArgumentException(
          "module '%s' is stateless and reports when it is ready (expected: one of both)"
              .formatted(name));
    }
    requires = List.copyOf(requires);
    mayUse = List.copyOf(mayUse);
  }

  /** A module without dependencies that is ready when it has started. */
  public static ModuleSpec named(String name) {
    return new ModuleSpec(name, List.of(), List.of(), false, DEFAULT_READY_WITHIN, false);
  }

  /** Adds a module without which this one cannot work. */
  public ModuleSpec dependsOn(Class<? extends MasterModule<?>> module) {
    return new ModuleSpec(
        name, with(requires, module), mayUse, reportsReady, readyWithin, isStateless);
  }

  /** Adds a module that this one uses when it is installed. */
  public ModuleSpec mayUse(Class<? extends MasterModule<?>> module) {
    return new ModuleSpec(
        name, requires, with(mayUse, module), reportsReady, readyWithin, isStateless);
  }

  /**
   * Says that the module calls {@link ModuleContext#ready()} when it is: after its database has
   * answered, for example.
   *
   * @param within how long that may take before the server gives up starting
   */
  public ModuleSpec reportsReady(Duration within) {
    return new ModuleSpec(name, requires, mayUse, true, within, isStateless);
  }

  /**
   * Says that what the module does with a message depends on nothing that it remembers of others.
   * The server may then run an actor of it on each event loop: {@link MasterModule#start} is called
   * for each, each handles a part of the messages, and each starts anew alone when it has failed.
   * Those of one peer are still handled in their order.
   *
   * <p>Such a module is ready as soon as it has started. It cannot subscribe to events, store
   * sessions, or report that it is not ready: {@link ModuleContext} refuses that with {@link
   * IllegalStateException}. What it offers other modules is made once, for the first of its actors.
   */
  public ModuleSpec stateless() {
    return new ModuleSpec(name, requires, mayUse, reportsReady, readyWithin, true);
  }

  private static <T> List<T> with(List<T> list, T element) {
    List<T> longer = new ArrayList<>(list);
    longer.add(element);
    return longer;
  }
}
