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
 */
public record ModuleSpec(
    String name,
    List<Class<? extends MasterModule<?>>> requires,
    List<Class<? extends MasterModule<?>>> mayUse,
    boolean reportsReady,
    Duration readyWithin) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Duration DEFAULT_READY_WITHIN = Duration.ofSeconds(30);

  public ModuleSpec {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "module name: '%s' (expected: lower-case words with dashes)".formatted(name));
    }
    requires = List.copyOf(requires);
    mayUse = List.copyOf(mayUse);
  }

  /** A module without dependencies that is ready when it has started. */
  public static ModuleSpec named(String name) {
    return new ModuleSpec(name, List.of(), List.of(), false, DEFAULT_READY_WITHIN);
  }

  /** Adds a module without which this one cannot work. */
  public ModuleSpec dependsOn(Class<? extends MasterModule<?>> module) {
    return new ModuleSpec(name, with(requires, module), mayUse, reportsReady, readyWithin);
  }

  /** Adds a module that this one uses when it is installed. */
  public ModuleSpec mayUse(Class<? extends MasterModule<?>> module) {
    return new ModuleSpec(name, requires, with(mayUse, module), reportsReady, readyWithin);
  }

  /**
   * Says that the module calls {@link ModuleContext#ready()} when it is: after its database has
   * answered, for example.
   *
   * @param within how long that may take before the server gives up starting
   */
  public ModuleSpec reportsReady(Duration within) {
    return new ModuleSpec(name, requires, mayUse, true, within);
  }

  private static <T> List<T> with(List<T> list, T element) {
    List<T> longer = new ArrayList<>(list);
    longer.add(element);
    return longer;
  }
}
