package io.masterserver.bench.soak.client;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Empty;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/** What every server answers. */
final class CoreSteps {

  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(8);

  private CoreSteps() {}

  static void ping(Visit visit) throws IOException {
    long sent = visit.random().nextLong();
    long answer = visit.success(CoreOperations.PING, sent);
    if (answer != sent) {
      throw new WrongAnswer("ping: %d (expected: %d)".formatted(answer, sent));
    }
  }

  /** Does nothing, but not for longer than the server lets it. */
  static void idle(Visit visit) throws IOException {
    visit.idle(LONGEST_SILENCE);
    ping(visit);
  }

  /** It stays the same as long as the connection. */
  static void guid(Visit visit) throws IOException {
    UUID guid = visit.success(CoreOperations.PEER_GUID, Empty.EMPTY);
    UUID before = visit.guid().orElse(guid);
    if (!guid.equals(before)) {
      throw new WrongAnswer("peer-guid: %s (expected: %s, as before)".formatted(guid, before));
    }
    visit.setGuid(guid);
  }
}
