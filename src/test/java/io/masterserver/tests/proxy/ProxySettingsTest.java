package io.masterserver.tests.proxy;

import static io.masterserver.tests.fixture.RunningServer.startFailure;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A server does not start that")
@Timeout(60)
class ProxySettingsTest {

  @Test
  void trusts_what_is_no_address() {
    assertThat(startFailure("master.proxies.trusted = [ \"10.0.0.0/8\", \"proxy.example.com\" ]"))
        .startsWith("master.proxies.trusted: proxy.example.com (expected: an address in numbers")
        .endsWith("set in String: 1)");
  }

  @Test
  void waits_for_the_headers_of_proxies_but_trusts_none() {
    assertThat(startFailure("master.websocket.proxy-protocol = on"))
        .isEqualTo(
            "master.websocket.proxy-protocol: on, but no proxy is trusted (expected: off, or"
                + " addresses in master.proxies.trusted; set in String: 1)");
  }
}
