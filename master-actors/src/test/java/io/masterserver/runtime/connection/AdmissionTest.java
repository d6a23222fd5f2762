package io.masterserver.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A limit of one connection for each address")
class AdmissionTest {

  private final Admission admission = new Admission(10, 1, 10);

  private boolean admits(String address) {
    return admits(admission.arrive().orElseThrow(), address);
  }

  private static boolean admits(Admission.Ticket ticket, String address) {
    return ticket.admit(new InetSocketAddress(address, 1).getAddress()).isEmpty();
  }

  @Test
  void is_for_all_ipv6_addresses_of_one_network_together() {
    assertThat(admits("2001:db8:1:2::1")).isTrue();

    assertThat(admits("2001:db8:1:2:ffff::7")).isFalse();
    assertThat(admits("2001:db8:1:3::1")).isTrue();
  }

  @Test
  void is_for_each_ipv4_address_alone() {
    assertThat(admits("192.0.2.1")).isTrue();

    assertThat(admits("192.0.2.1")).isFalse();
    assertThat(admits("::ffff:192.0.2.1")).isFalse();
    assertThat(admits("192.0.2.2")).isTrue();
  }

  @Test
  void has_the_oldest_give_way_that_has_said_nothing() {
    var few = new Admission(10, 10, 1);
    List<String> gone = new ArrayList<>();
    Admission.Ticket settled = admitted(few, "settled", gone);
    settled.settle();
    admitted(few, "silent", gone);

    admitted(few, "new", gone);

    assertThat(gone).containsExactly("silent");
  }

  @Test
  void tells_one_that_gave_way_before_it_could_be_told() {
    var few = new Admission(10, 10, 1);
    Admission.Ticket silent = few.arrive().orElseThrow();
    admits(silent, "192.0.2.1");
    admits(few.arrive().orElseThrow(), "192.0.2.1");
    List<String> gone = new ArrayList<>();

    silent.whenCrowdedOut(() -> gone.add("silent"));

    assertThat(gone).containsExactly("silent");
  }

  private static Admission.Ticket admitted(Admission to, String name, List<String> gone) {
    Admission.Ticket ticket = to.arrive().orElseThrow();
    ticket.whenCrowdedOut(() -> gone.add(name));
    assertThat(admits(ticket, "192.0.2.1")).isTrue();
    return ticket;
  }

  @Test
  void lets_another_address_of_the_network_in_when_the_first_has_gone() {
    Admission.Ticket first = admission.arrive().orElseThrow();
    assertThat(admits(first, "2001:db8:1:2::1")).isTrue();

    first.release();

    assertThat(admits("2001:db8:1:2::2")).isTrue();
  }
}
