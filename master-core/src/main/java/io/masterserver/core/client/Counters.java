package io.masterserver.core.client;

import java.util.concurrent.atomic.LongAdder;

/** What {@link ClientStatistics} is made of. Threads: any. */
final class Counters {

  final LongAdder unexpectedResponses = new LongAdder();
  final LongAdder undecodable = new LongAdder();
  final LongAdder shed = new LongAdder();
  final LongAdder reconnects = new LongAdder();
  final LongAdder resumptions = new LongAdder();

  ClientStatistics snapshot() {
    return new ClientStatistics(
        unexpectedResponses.sum(),
        undecodable.sum(),
        shed.sum(),
        reconnects.sum(),
        resumptions.sum());
  }
}
