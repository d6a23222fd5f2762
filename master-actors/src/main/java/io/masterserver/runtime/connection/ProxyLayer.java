package io.masterserver.runtime.connection;

import io.masterserver.runtime.connection.proxy.ProxyHeader;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The header of a trusted proxy, which comes before all other bytes of a connection. */
final class ProxyLayer {

  private static final Logger log = LoggerFactory.getLogger(ProxyLayer.class);

  private static final HeadStage.Head HEAD =
      (bytes, seen) -> ProxyHeader.length(bytes.toArrayUnsafe()).orElse(HeadStage.Head.UNKNOWN);

  private final ConnectionStage.Shared shared;
  private final String section;

  /**
   * @param section of the listener, for messages
   */
  ProxyLayer(ConnectionStage.Shared shared, String section) {
    this.shared = shared;
    this.section = section;
  }

  /**
   * Returns what takes the header off and serves the connection with {@code behind}.
   *
   * @param proxy the connection, as its socket has it; its ticket is released when it has ended
   */
  Flow<ByteString, ByteString, NotUsed> over(
      Function<Arrival, Flow<ByteString, ByteString, NotUsed>> behind, Arrival proxy) {
    return Flow.of(ByteString.class)
        .via(
            new HeadStage(
                HEAD,
                ProxyHeader.MAX_BYTES,
                shared.settings().handshakeTimeout(),
                proxy.ticket(),
                () -> {})) // a trusted proxy's is not counted as a handshake before this
        .flatMapPrefix(1, heads -> served(heads, behind, proxy));
  }

  private Flow<ByteString, ByteString, NotUsed> served(
      List<ByteString> heads,
      Function<Arrival, Flow<ByteString, ByteString, NotUsed>> behind,
      Arrival proxy) {
    if (heads.isEmpty()) {
      return closed(); // a proxy that only looks whether the port is open
    }
    return switch (ProxyHeader.parse(heads.getFirst().toArrayUnsafe())) {
      case ProxyHeader.Client(var client, boolean secure) ->
          behind.apply(
              proxy.described(
                  client, secure || proxy.secure(), shared.proxies().include(client.getAddress())));
      case ProxyHeader.NoClient none ->
          behind.apply(proxy.described(proxy.client(), proxy.secure(), false));
      case ProxyHeader.Malformed(String why) -> malformed(why, proxy);
    };
  }

  private Flow<ByteString, ByteString, NotUsed> malformed(String why, Arrival proxy) {
    shared.metrics().closed(CloseCause.PROXY_HEADER);
    log.warn(
        "Connection of the proxy {} is closed: {} (expected: one of version 1 or 2, within {}; let the proxy send it, or set {}.proxy-protocol = off)",
        proxy.remoteAddress(),
        why,
        shared.settings().handshakeTimeout(),
        section);
    return closed();
  }

  private static Flow<ByteString, ByteString, NotUsed> closed() {
    return Flow.fromSinkAndSourceCoupled(Sink.ignore(), Source.empty());
  }
}
