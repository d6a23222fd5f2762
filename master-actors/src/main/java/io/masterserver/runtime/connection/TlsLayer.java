package io.masterserver.runtime.connection;

import java.util.concurrent.Executor;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * TLS as a layer between the bytes of the transport and the connection. It is there from the first
 * record on: who says nothing, or something else, has none of the memory that TLS takes, which is
 * more than all else that a connection needs.
 */
final class TlsLayer {

  private final ConnectionStage.Shared shared;
  private final TlsIdentity identity;

  TlsLayer(ConnectionStage.Shared shared, TlsIdentity identity) {
    this.shared = shared;
    this.identity = identity;
  }

  /** Returns {@code plain} behind TLS: encrypted bytes in, encrypted bytes out. */
  Flow<ByteString, ByteString, NotUsed> over(
      Flow<ByteString, ByteString, NotUsed> plain, Arrival arrival) {
    return Flow.of(ByteString.class)
        .via(
            new HeadStage(
                TlsRecord.FIRST_RECORD,
                TlsRecord.MAX_BYTES,
                shared.settings().handshakeTimeout(),
                arrival.ticket(),
                () -> shared.recordCrowdedOut(arrival)))
        .flatMapPrefix(
            1, heads -> heads.isEmpty() ? closed() : begun(heads.get(0), plain, arrival));
  }

  private Flow<ByteString, ByteString, NotUsed> begun(
      ByteString head, Flow<ByteString, ByteString, NotUsed> plain, Arrival arrival) {
    if (TlsRecord.FIRST_RECORD.isWhole(head)) {
      return Flow.of(ByteString.class).prepend(Source.single(head)).via(encrypted(plain, arrival));
    }
    if (TlsRecord.FIRST_RECORD.isBegun(head)) {
      shared.recordLate(arrival);
    }
    return closed();
  }

  private static Flow<ByteString, ByteString, NotUsed> closed() {
    return Flow.fromSinkAndSourceCoupled(Sink.ignore(), Source.empty());
  }

  private Flow<ByteString, ByteString, NotUsed> encrypted(
      Flow<ByteString, ByteString, NotUsed> plain, Arrival arrival) {
    return BidiFlow.fromGraph(
            new TlsStage(
                identity::newEngine,
                new Charged(arrival.ticket()),
                shared.settings().closeTimeout()))
        .join(plain);
  }

  /** Has the server accept less while handshakes cost much. Threads: one at a time. */
  private final class Charged implements Executor {

    private final Admission.Ticket ticket;
    private final long began = System.nanoTime();
    private boolean anyTask;

    Charged(Admission.Ticket ticket) {
      this.ticket = ticket;
    }

    @Override
    public void execute(Runnable task) {
      if (!anyTask) {
        anyTask = true;
        ticket.addHandshake(System.nanoTime() - began); // all until the first keys
      }
      shared.handshakes().execute(() -> run(task));
    }

    private void run(Runnable task) {
      long start = System.nanoTime();
      task.run();
      ticket.addHandshake(System.nanoTime() - start);
    }
  }
}
