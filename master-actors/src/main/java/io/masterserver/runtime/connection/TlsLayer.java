package io.masterserver.runtime.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.TLSClosing;
import org.apache.pekko.stream.TLSProtocol;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.TLS;
import org.apache.pekko.util.ByteString;

/** TLS as a layer between the bytes of the transport and the connection. */
final class TlsLayer {

  private TlsLayer() {}

  /**
   * Returns {@code plain} behind TLS: encrypted bytes in, encrypted bytes out.
   *
   * @param closeTimeout how long TLS may go on when {@code plain} has ended: left alone, it keeps
   *     the socket of a client that never finishes its handshake, to tell it farewell
   */
  static Flow<ByteString, ByteString, NotUsed> over(
      Flow<ByteString, ByteString, NotUsed> plain, TlsIdentity identity, Duration closeTimeout) {
    SharedKillSwitch socket = KillSwitches.shared("tls");
    Executor later =
        CompletableFuture.delayedExecutor(closeTimeout.toMillis(), TimeUnit.MILLISECONDS);
    Flow<ByteString, ByteString, NotUsed> watched =
        plain.watchTermination(
            (none, ended) -> {
              ended.whenCompleteAsync(
                  (done, failure) -> socket.abort(new ConnectionAborted("TLS was not closed")),
                  later);
              return none;
            });
    return Flow.of(ByteString.class)
        .via(socket.flow())
        .via(encrypted(watched, identity))
        .via(socket.flow());
  }

  private static Flow<ByteString, ByteString, NotUsed> encrypted(
      Flow<ByteString, ByteString, NotUsed> plain, TlsIdentity identity) {
    Flow<ByteString, TLSProtocol.SslTlsOutbound, NotUsed> toTls =
        Flow.of(ByteString.class).map(TLSProtocol.SendBytes::new);
    Flow<TLSProtocol.SslTlsInbound, ByteString, NotUsed> fromTls =
        Flow.of(TLSProtocol.SslTlsInbound.class)
            .collectType(TLSProtocol.SessionBytes.class)
            .map(TLSProtocol.SessionBytes::bytes);
    return BidiFlow.fromFlows(toTls, fromTls)
        .atop(TLS.create(identity::newEngine, TLSClosing.eagerClose()))
        .reversed()
        .join(plain);
  }
}
