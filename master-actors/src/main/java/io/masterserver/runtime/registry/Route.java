package io.masterserver.runtime.registry;

import io.masterserver.api.AccessRule;
import io.masterserver.runtime.exchange.Handling;
import org.jspecify.annotations.Nullable;

/**
 * Where messages of one opcode go.
 *
 * @param overriding whether the module asked to take the opcode over from another
 * @param limit how often each client may send them; null if there is no such limit
 */
public record Route(
    Handling<?, ?> handling,
    ModuleActors module,
    boolean overriding,
    @Nullable OperationLimit limit) {

  /** A route as a module asks for it. */
  public Route(Handling<?, ?> handling, ModuleActors module, boolean overriding) {
    this(handling, module, overriding, null);
  }

  /** Returns this route for those whom {@code access} lets in. */
  Route requiring(AccessRule access) {
    return new Route(handling.requiring(access), module, overriding, limit);
  }

  /** Returns this route with a limit, or with none. */
  Route limitedTo(@Nullable OperationLimit other) {
    return new Route(handling, module, overriding, other);
  }

  int opcode() {
    return handling.operation().opcode();
  }

  String operationName() {
    return handling.operation().name();
  }

  String moduleName() {
    return handling.module();
  }
}
