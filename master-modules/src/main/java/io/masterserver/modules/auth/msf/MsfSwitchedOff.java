package io.masterserver.modules.auth.msf;

import io.masterserver.api.Exchange;
import io.masterserver.core.packet.Operation;
import io.masterserver.core.wire.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses the credentials of the ancestor's clients, and tells the operator once why such a client
 * cannot log in. Threads: any.
 */
public final class MsfSwitchedOff {

  private static final Logger log = LoggerFactory.getLogger(MsfSwitchedOff.class);

  private final Set<Integer> told = ConcurrentHashMap.newKeySet();

  /** Refuses a request. */
  public void refuse(Operation operation, Exchange<?, ?> exchange) {
    if (told.add(operation.opcode())) {
      log.info(
          "Peer [{}] from {} was refused [{}] (opcode {}): clients of MSF send credentials that"
              + " are hardly protected (master.auth.msf-credentials = on would let them)",
          exchange.peer().id(),
          exchange.peer().info().remoteAddress(),
          operation.name(),
          operation.opcode());
    }
    exchange.fail(
        Status.UNAUTHORIZED,
        "Insecure request: this server takes credentials only by the operations from 32210 up"
            + " (update the client)");
  }
}
