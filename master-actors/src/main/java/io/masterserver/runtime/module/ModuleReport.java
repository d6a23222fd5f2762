package io.masterserver.runtime.module;

import org.jspecify.annotations.Nullable;

/** What a module host tells the guardian about its start and how it is. */
public sealed interface ModuleReport {

  /** Name of the module. */
  String module();

  /**
   * The module answers from now on.
   *
   * @param api what its dependents get; null if it offers nothing
   */
  record ModuleReady(String module, @Nullable Object api) implements ModuleReport {}

  /** The module cannot start. */
  record ModuleFailed(String module, String why) implements ModuleReport {}

  /** The module cannot do its work for now; it says {@link ModuleReady} when it can. */
  record ModuleNotReady(String module, String why) implements ModuleReport {}
}
