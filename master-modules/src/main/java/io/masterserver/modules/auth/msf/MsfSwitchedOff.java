package io.masterserver.modules.auth.msf;

import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.Operation;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.service.Refused;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses the credentials of the ancestor's clients, and tells the operator once for each operation
 * why such a client cannot do it. Threads: any.
 */
public final class MsfSwitchedOff {

  private static final Logger log = LoggerFactory.getLogger(MsfSwitchedOff.class);

  private final Set<Integer> told = ConcurrentHashMap.newKeySet();

  /** Returns why a request is refused. */
  public Refused refusal(Operation<?> operation, PeerInfo from) {
    if (told.add(operation.opcode())) {
      log.info(
          "Peer [{}] from {} was refused [{}] (opcode {}): MSF's clients hardly protect what they"
              + " send (master.auth.msf-credentials = on lets them; told once)",
          from.id(),
          from.remoteAddress(),
          operation.name(),
          operation.opcode());
    }
    return new Refused(
        Status.UNAUTHORIZED,
        "Insecure request: this server takes credentials only by its own operations, from 32210"
            + " up; update the client");
  }
}
