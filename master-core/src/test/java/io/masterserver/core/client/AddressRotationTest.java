package io.masterserver.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The addresses of a client")
class AddressRotationTest {

  private final AddressRotation addresses =
      new AddressRotation(List.of(new ServerAddress("home", 5000)), new Random(1));

  @Test
  @DisplayName("are the configured one alone at first")
  void configured() {
    assertThat(take(3)).containsExactly("home:5000", "home:5000", "home:5000");
  }

  @Test
  @DisplayName("are those the server named, in turn, and then the configured one")
  void redirected() {
    addresses.redirect(List.of("a:1", "b:2"));

    assertThat(take(5)).containsExactly("a:1", "b:2", "home:5000", "a:1", "b:2");
  }

  @Test
  @DisplayName("leave out what is no address")
  void nonsense() {
    addresses.redirect(List.of("nonsense", "a:1"));

    assertThat(take(2)).containsExactly("a:1", "home:5000");
  }

  @Test
  @DisplayName("stay as they are when the server names none that is usable")
  void nothing_usable() {
    addresses.redirect(List.of("nonsense"));

    assertThat(take(2)).containsExactly("home:5000", "home:5000");
  }

  @Test
  @DisplayName("are not more than 64 of a notice")
  void bounded() {
    addresses.redirect(Collections.nCopies(1000, "nonsense"));
    var many = new ArrayList<String>();
    for (int port = 1; port <= 1000; port++) {
      many.add("a:" + port);
    }

    addresses.redirect(many);

    assertThat(take(66)).contains("a:64", "home:5000").doesNotContain("a:65");
  }

  @ParameterizedTest
  @CsvSource({"localhost:5000,localhost,5000", "[::1]:80,::1,80", "10.0.0.1:65535,10.0.0.1,65535"})
  void have_a_host_and_a_port(String text, String host, int port) {
    var address = ServerAddress.parse(text);

    assertThat(address).isEqualTo(new ServerAddress(host, port)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", ":1", "host:", "host:0", "host:65536", "::1:80", "a b:1"})
  void are_refused_without_a_host_or_a_port(String text) {
    assertThatThrownBy(() -> ServerAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  @Test
  @DisplayName("are also those where a session can go on")
  void of_session() {
    addresses.alsoTry(List.of("a:1", "home:5000", "b:2"));

    assertThat(take(3))
        .startsWith("home:5000")
        .containsExactlyInAnyOrder("home:5000", "a:1", "b:2");
  }

  @Test
  @DisplayName("stay where they are when a session names others, or not even that one")
  void session_elsewhere() {
    addresses.redirect(List.of("a:1"));
    addresses.alsoTry(List.of("b:2"));
    assertThat(addresses.current()).hasToString("a:1");
    addresses.advance();
    addresses.advance();

    addresses.alsoTry(List.of("c:3"));

    assertThat(take(4))
        .startsWith("b:2", "a:1")
        .containsExactlyInAnyOrder("b:2", "a:1", "home:5000", "c:3");
  }

  @Test
  @DisplayName("where a session can go on come in another order for each client")
  void spread() {
    List<String> many = new ArrayList<>();
    for (int port = 1; port <= 64; port++) {
      many.add("a:" + port);
    }

    addresses.alsoTry(many);

    assertThat(take(65).subList(1, 65))
        .containsExactlyInAnyOrderElementsOf(many)
        .isNotEqualTo(many);
  }

  @Test
  @DisplayName("come in another order for each client once it has a session to go on with")
  void spread_configured() {
    List<ServerAddress> many =
        IntStream.rangeClosed(1, 64).mapToObj(port -> new ServerAddress("a", port)).toList();
    var cluster = new AddressRotation(many, new Random(1));

    cluster.alsoTry(List.of());

    assertThat(take(cluster, 64))
        .containsExactlyInAnyOrderElementsOf(many.stream().map(String::valueOf).toList())
        .isNotEqualTo(many.stream().map(String::valueOf).toList());
    assertThat(cluster.current()).hasToString("a:1");
  }

  private List<String> take(int count) {
    return take(addresses, count);
  }

  private static List<String> take(AddressRotation addresses, int count) {
    var taken = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      taken.add(addresses.current().toString());
      addresses.advance();
    }
    return taken;
  }
}
