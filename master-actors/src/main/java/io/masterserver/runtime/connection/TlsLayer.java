package io.masterserver.runtime.connection;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.TLSClosing;
import org.apache.pekko.stream.TLSProtocol;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.TLS;
import org.apache.pekko.util.ByteString;

/** TLS as a layer between the bytes of the transport and the connection. */
final class TlsLayer {

  private TlsLayer() {}

  /** Returns {@code plain} behind TLS: encrypted bytes in, encrypted bytes out. */
  static Flow<ByteString, ByteString, NotUsed> over(
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
