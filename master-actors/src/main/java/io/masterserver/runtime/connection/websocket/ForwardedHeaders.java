package io.masterserver.runtime.connection.websocket;

import io.masterserver.runtime.connection.Arrival;
import io.masterserver.runtime.connection.proxy.ForwardedFor;
import io.masterserver.runtime.connection.proxy.TrustedProxies;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * What proxies say of a request that they pass on: {@code X-Forwarded-For} and {@code
 * X-Forwarded-Proto}.
 *
 * <p>Not {@code Forwarded} (RFC 7239): a proxy writes the one that it knows and passes the other on
 * as the client sent it, which could thus choose its address.
 */
final class ForwardedHeaders {

  private static final Set<String> ENCRYPTED = Set.of("https", "wss");

  private ForwardedHeaders() {}

  /** Returns the connection as {@code proxy}, which is trusted, describes it in its request. */
  static Arrival arrival(HttpRequest request, Arrival proxy, TrustedProxies proxies) {
    InetSocketAddress client =
        ForwardedFor.client(
                values(request, "x-forwarded-for").collect(Collectors.joining(",")), proxies)
            .orElse(proxy.client());
    return proxy.described(client, isSecure(request), false);
  }

  /**
   * Every proxy on the way must have been reached by TLS: one that was not gives all away. A proxy
   * that says nothing may have been reached by anything, whatever it speaks with us.
   */
  private static boolean isSecure(HttpRequest request) {
    Set<String> schemes =
        values(request, "x-forwarded-proto")
            .map(value -> value.toLowerCase(Locale.ROOT).split(",", -1))
            .flatMap(Stream::of)
            .map(String::strip)
            .collect(Collectors.toUnmodifiableSet());
    return !schemes.isEmpty() && ENCRYPTED.containsAll(schemes);
  }

  private static Stream<String> values(HttpRequest request, String name) {
    return StreamSupport.stream(request.getHeaders().spliterator(), false)
        .filter(header -> header.is(name))
        .map(HttpHeader::value);
  }
}
