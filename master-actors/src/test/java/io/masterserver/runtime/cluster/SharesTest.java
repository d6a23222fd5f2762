package io.masterserver.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The shares of nodes")
class SharesTest {

  private static OtherNode node(int clients, String... tcp) {
    return new OtherNode(new ClientAddresses(List.of(tcp), List.of()), clients);
  }

  private static Shares shares(int own, Integer... others) {
    return new Shares(own, Arrays.stream(others).map(clients -> node(clients, "n:1")).toList());
  }

  @Test
  void are_the_same_for_all() {
    assertThat(shares(500, 500, 0).share()).isEqualTo(333);
    assertThat(shares(500).share()).isEqualTo(500);
    assertThat(shares(Integer.MAX_VALUE, Integer.MAX_VALUE).share()).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "500, 0,  250",
    "0, 500,  0",
    "60, 40, 10", // just worth it
    "59, 41, 0",
    "1100, 900, 0", // a tenth more may be
    "1101, 899, 101"
  })
  void say_how_many_are_too_many(int own, int other, int surplus) {
    assertThat(shares(own, other).surplus(10, 10)).isEqualTo(surplus);
  }

  @Test
  void say_that_none_are_too_many_where_nobody_can_be_sent() {
    assertThat(new Shares(500, List.of(node(0))).surplus(10, 10)).isZero();
  }

  @Test
  void say_only_as_many_as_those_who_can_be_reached_have_room_for() {
    var shares = new Shares(600, List.of(node(0), node(0, "reached:1")));

    assertThat(shares.surplus(10, 10)).isEqualTo(200);
  }

  @Test
  void name_only_nodes_that_have_less() {
    var shares = new Shares(500, List.of(node(500, "full:1"), node(0, "empty:1")));

    assertThat(shares.addresses("tcp", new Random(1))).containsExactly("empty:1");
  }

  @Test
  void name_nobody_for_a_transport_by_which_no_other_node_is_reached() {
    var shares = new Shares(500, List.of(node(0, "empty:1")));

    assertThat(shares.addresses("wss", new Random(1))).isEmpty();
  }

  @Test
  void name_the_emptiest_node_most_often() {
    var shares = new Shares(700, List.of(node(0, "emptiest:1"), node(200, "half:1")));
    var random = new Random(1);

    List<String> first =
        IntStream.range(0, 1000).mapToObj(i -> shares.addresses("tls", random).getFirst()).toList();

    assertThat(new HashSet<>(first)).containsExactlyInAnyOrder("emptiest:1", "half:1");
    assertThat(Collections.frequency(first, "emptiest:1")).isBetween(700, 800); // 300 : 100
  }

  @Test
  void name_no_more_addresses_than_a_client_is_given() {
    List<OtherNode> many = IntStream.range(0, 50).mapToObj(i -> node(0, "n" + i + ":1")).toList();

    assertThat(new Shares(500, many).addresses("tcp", new Random(1)))
        .hasSize(OtherNodes.MOST_ADDRESSES)
        .doesNotHaveDuplicates();
  }
}
