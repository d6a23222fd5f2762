package io.masterserver.runtime.guardian;

import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which modules wait for which. Immutable.
 *
 * @param waitsFor by the name of each module, the names of those that must be ready before it
 *     starts
 */
record StartPlan(Map<String, Planned> modules, Map<String, Set<String>> waitsFor) {

  /** A module and its spec, asked for once. */
  record Planned(MasterModule<?> module, ModuleSpec spec) {

    /**
     * Asks the module for its spec.
     *
     * @throws StartFailed if it has none to give
     */
    static Planned of(MasterModule<?> module) {
      try {
        return new Planned(module, module.spec());
      } catch (RuntimeException | LinkageError e) {
        throw new StartFailed(
            "module %s: its spec cannot be had: %s (mend it, add the jars that it needs, or remove its jar)"
                .formatted(module.getClass().getName(), e),
            e);
      }
    }
  }

  /**
   * Makes the plan for {@code modules}.
   *
   * @throws StartFailed if two have the same name, one is missing, or they wait for each other
   */
  static StartPlan of(Collection<Planned> modules) {
    Map<String, Planned> byName = new LinkedHashMap<>();
    for (Planned planned : modules) {
      Planned other = byName.putIfAbsent(planned.spec().name(), planned);
      if (other != null) {
        throw new StartFailed(
            "two modules are named '%s': %s and %s (rename one, or remove its jar)"
                .formatted(
                    planned.spec().name(),
                    other.module().getClass().getName(),
                    planned.module().getClass().getName()));
      }
    }
    Map<String, Set<String>> waitsFor = new LinkedHashMap<>();
    byName.forEach((name, planned) -> waitsFor.put(name, dependencies(planned.spec(), byName)));
    checkCycles(waitsFor);
    return new StartPlan(byName, waitsFor);
  }

  /** Returns the names of those that {@code spec} waits for among {@code installed}. */
  static Set<String> dependencies(ModuleSpec spec, Map<String, Planned> installed) {
    Map<Class<?>, String> names =
        installed.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getValue().module().getClass(), Map.Entry::getKey, (a, b) -> a));
    for (Class<?> required : spec.requires()) {
      if (!names.containsKey(required)) {
        throw new StartFailed(
            ("module '%s' requires %s, which is not installed (install it, switch it on, or set"
                    + " master.modules.%s.enabled = off)")
                .formatted(spec.name(), required.getName(), spec.name()));
      }
    }
    return Stream.<Class<?>>concat(spec.requires().stream(), spec.mayUse().stream())
        .filter(names::containsKey)
        .map(names::get)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void checkCycles(Map<String, Set<String>> waitsFor) {
    Set<String> done = new LinkedHashSet<>();
    for (String name : waitsFor.keySet()) {
      walk(name, waitsFor, new ArrayList<>(), done);
    }
  }

  private static void walk(
      String name, Map<String, Set<String>> waitsFor, List<String> path, Set<String> done) {
    if (done.contains(name)) {
      return;
    }
    int start = path.indexOf(name);
    path.add(name);
    if (start >= 0) {
      throw new StartFailed(
          "modules wait for each other: %s (let one of them only use, not require, the next)"
              .formatted(String.join(" → ", path.subList(start, path.size()))));
    }
    for (String next : waitsFor.getOrDefault(name, Set.of())) {
      walk(next, waitsFor, path, done);
    }
    path.removeLast();
    done.add(name);
  }
}
