package io.masterserver.runtime.connection.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.runtime.connection.Admission;
import io.masterserver.runtime.connection.Arrival;
import io.masterserver.runtime.connection.proxy.TrustedProxies;
import java.net.InetSocketAddress;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A request of a proxy that speaks TLS with us")
class ForwardedHeadersTest {

  private static boolean isSecure(HttpRequest request) {
    var proxy =
        new Arrival(
            new InetSocketAddress("10.0.0.2", 1),
            true,
            Arrival.Route.FROM_PROXY,
            new Admission(1, 1, 1).arrive().orElseThrow());
    return ForwardedHeaders.arrival(request, proxy, new TrustedProxies(List.of())).secure();
  }

  @Test
  void says_nothing_of_the_way_from_the_client_to_the_proxy() {
    assertThat(isSecure(HttpRequest.create())).isFalse();
  }

  @Test
  void is_secure_if_the_proxy_says_that_the_client_speaks_tls_too() {
    assertThat(isSecure(proto("https"))).isTrue();
    assertThat(isSecure(proto("http"))).isFalse();
  }

  private static HttpRequest proto(String scheme) {
    return HttpRequest.create().addHeader(RawHeader.create("X-Forwarded-Proto", scheme));
  }
}
