package io.masterserver.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.api.SettingsSection;
import io.masterserver.runtime.registry.MessageRate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Clients of an address that may send six messages at once, a hundred a second")
class AddressBucketsTest {

  private static final String HERE = "192.0.2.7:1000";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private long now = Long.MAX_VALUE;

  private static Optional<MessageRate> rate(int burst, String what) {
    var config = ConfigFactory.parseString("rate = 100, burst = " + burst);
    return MessageRate.from(new SettingsSection(config, what), what);
  }

  private final NodeLimits node =
      NodeLimits.of(
          new LimitSettings(
              rate(4, "messages of this client"), rate(6, "messages from this address")),
          meters);

  /** Sends messages; returns how many were let in. */
  private int send(int messages, PeerLimits client) {
    int letIn = 0;
    for (int i = 0; i < messages; i++) {
      if (client.refusal(null, now) == null) {
        letIn++;
      }
    }
    return letIn;
  }

  private PeerLimits connect(String address) {
    return node.join(address, now);
  }

  private double limited(String limit) {
    return meters.get("master.messages.limited").tag("limit", limit).counter().count();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void share_them_and_what_one_client_has_too_many_of_its_own_is_not_taken_from_the_others() {
    PeerLimits flooder = connect(HERE);
    PeerLimits neighbour = connect("192.0.2.7:1001");

    assertThat(send(100, flooder)).isEqualTo(4);
    assertThat(send(4, neighbour)).isEqualTo(2);

    assertThat(limited("peer")).isEqualTo(96);
    assertThat(limited("address")).isEqualTo(2);
    assertThat(connect(HERE).refusal(null, now))
        .isEqualTo(
            "Too many messages from this address: the limit is 100 a second"
                + " (try again in 0.1 s)");
  }

  @Test
  void take_nothing_from_other_addresses() {
    assertThat(send(4, connect(HERE)) + send(4, connect(HERE))).isEqualTo(6);

    assertThat(send(4, connect("192.0.2.8:1000"))).isEqualTo(4);
  }

  @Test
  @DisplayName("are all those of one /64 in IPv6")
  void network() {
    assertThat(send(4, connect("[2001:db8::1]:1")) + send(4, connect("[2001:db8::2]:1")))
        .isEqualTo(6);
  }

  @Test
  void do_not_get_around_the_limit_by_connecting_anew() {
    for (int i = 0; i < 3; i++) {
      PeerLimits client = connect(HERE);
      send(4, client);
      client.leave(now);
    }

    assertThat(send(4, connect(HERE))).isZero();
    pass(Duration.ofMillis(10));
    assertThat(send(4, connect(HERE))).isEqualTo(1);
  }

  @Test
  void are_forgotten_when_they_have_left_and_the_bucket_is_full() {
    PeerLimits stays = connect("192.0.2.1:1");
    PeerLimits quiet = connect("192.0.2.2:1");
    PeerLimits busy = connect("192.0.2.3:1");
    send(1, stays);
    send(2, busy);
    quiet.leave(now);
    busy.leave(now);
    assertThat(remembered()).as("all but the quiet one").isEqualTo(2);

    pass(Duration.ofMillis(20));
    connect("192.0.2.4:1").leave(now);

    assertThat(remembered()).as("the one that stays").isEqualTo(1);
  }

  @Test
  void are_not_remembered_without_bound_when_many_come_and_go() {
    for (int i = 0; i < AddressBuckets.MOST_LEFT + 100; i++) {
      PeerLimits client = connect("10.%d.%d.1:1".formatted(i / 256, i % 256));
      send(4, client);
      client.leave(now);
    }

    assertThat(remembered()).isEqualTo(AddressBuckets.MOST_LEFT);
  }

  private int remembered() {
    AddressBuckets addresses = node.addresses;
    assertThat(addresses).isNotNull();
    return addresses.size();
  }
}
