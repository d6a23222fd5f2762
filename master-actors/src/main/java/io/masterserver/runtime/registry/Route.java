package io.masterserver.runtime.registry;

import io.masterserver.api.AccessRule;
import io.masterserver.runtime.exchange.Delivery;
import io.masterserver.runtime.exchange.Handling;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Where messages of one opcode go.
 *
 * @param overriding whether the module asked to take the opcode over from another
 */
public record Route(Handling<?, ?> handling, ActorRef<Delivery> module, boolean overriding) {

  /** Returns this route for those whom {@code access} lets in. */
  Route requiring(AccessRule access) {
    return new Route(handling.requiring(access), module, overriding);
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
