package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.SAY;
import static io.masterserver.core.client.Operations.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "over {0}")
@EnumSource(Over.class)
@DisplayName("A client whose connection is lost")
class ReconnectTest {

  private final Over over;

  private final Events events = new Events();
  private TestServer server;
  private MasterClient client;

  ReconnectTest(Over over) {
    this.over = over;
  }

  @BeforeEach
  void start() throws Exception {
    server = over.serve();
    client = connected(server.clientBuilder());
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  @Test
  @DisplayName("connects again and can be used again")
  void again() throws Exception {
    server.accept().close();
    TestPeer peer = server.accept();
    await(client.connect());

    client.send(SAY, "back");

    assertThat(peer.receive().data().utf8()).isEqualTo("back");
    assertThat(events.next()).isEqualTo("connected");
    assertThat(events.next()).startsWith("disconnected: the ");
    assertThat(events.next()).isEqualTo("connected");
    assertThat(client.statistics().reconnects()).isEqualTo(1);
  }

  @Test
  @DisplayName("does not ask again what was in flight, and numbers from 1 again")
  void nothing_sent_twice() throws Exception {
    TestPeer first = server.accept();
    var lost = client.request(LENGTH, "lost");
    first.receive();
    first.close();
    assertThat(await(lost).isSuccess()).isFalse();
    TestPeer second = server.accept();
    await(client.connect());

    client.request(LENGTH, "new");

    assertThat(second.receive())
        .isEqualTo(Message.request(LENGTH.opcode(), Bytes.ofUtf8("new"), 1));
  }

  @Test
  @DisplayName("goes where the server that goes away says")
  void going_away() throws Exception {
    try (var other = over.serve()) {
      TestPeer peer = server.accept();
      var notice = new GoingAway("update", 1, List.of(other.address()));

      peer.tell(CoreOperations.GOING_AWAY, notice);
      peer.close();

      other.accept();
      assertThat(events.next()).isEqualTo("connected");
      assertThat(events.next()).isEqualTo("going away: update");
      assertThat(events.next()).startsWith("disconnected");
      assertThat(events.next()).isEqualTo("connected");
    }
  }

  @Test
  @DisplayName("tries the next address when the first one named does not answer")
  void next_address() throws Exception {
    var dead = over.serve();
    dead.close();
    try (var other = over.serve()) {
      TestPeer peer = server.accept();
      var notice = new GoingAway("update", 0, List.of(dead.address(), other.address()));

      peer.tell(CoreOperations.GOING_AWAY, notice);
      peer.close();

      assertThat(other.accept()).isNotNull();
    }
  }

  @Test
  @DisplayName("tries the next address when the first one named hangs up without a word")
  void hung_up() throws Exception {
    try (var mute = over.serve();
        var other = over.serve()) {
      TestPeer peer = server.accept();
      var notice = new GoingAway("update", 0, List.of(mute.address(), other.address()));

      peer.tell(CoreOperations.GOING_AWAY, notice);
      peer.close();
      mute.accept().close();

      assertThat(other.accept()).isNotNull();
    }
  }

  @Test
  @DisplayName("comes back to the address named first when the server there has spoken")
  void stays() throws Exception {
    try (var first = over.serve();
        var other = over.serve()) {
      TestPeer peer = server.accept();
      var notice = new GoingAway("update", 0, List.of(first.address(), other.address()));

      peer.tell(CoreOperations.GOING_AWAY, notice);
      peer.close();
      TestPeer talker = first.accept();
      talker.receiveAnnouncement();
      talker.tell(SAY, "hello");
      talker.close();

      assertThat(first.accept()).isNotNull();
    }
  }

  @Test
  @DisplayName("waits as long as the server asked for")
  void requested_wait() throws Exception {
    TestPeer peer = server.accept();
    long told = System.nanoTime();

    peer.tell(CoreOperations.GOING_AWAY, new GoingAway("update", 50, List.of()));
    peer.close();
    server.accept();

    assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThan(Duration.ofMillis(50));
  }

  @Test
  @DisplayName("tells its listeners the reason that the server gave")
  void reason() throws Exception {
    TestPeer peer = server.accept();

    peer.tell(CoreOperations.DISCONNECTED, "logged in elsewhere");
    peer.close();

    assertThat(events.next()).isEqualTo("connected");
    assertThat(events.next()).isEqualTo("disconnected: logged in elsewhere");
  }

  @Test
  @DisplayName("hears the last words of the server before it is told")
  void last_words() throws Exception {
    client.handle(SAY, events::add);
    TestPeer peer = server.accept();

    peer.tell(SAY, "farewell");
    peer.close();

    assertThat(events.next()).isEqualTo("connected");
    assertThat(events.next()).isEqualTo("farewell");
    assertThat(events.next()).startsWith("disconnected");
  }

  @Test
  @DisplayName("stays disconnected if told so, until it is asked to connect")
  void never() throws Exception {
    try (var patient = connected(server.clientBuilder().reconnect(ReconnectPolicy.NEVER))) {
      server.accept();
      server.accept().close();
      assertThat(events.next()).isEqualTo("connected");
      assertThat(events.next()).isEqualTo("connected");
      assertThat(events.next()).startsWith("disconnected");
      assertThat(patient.isConnected()).isFalse();

      await(patient.connect());

      assertThat(patient.isConnected()).isTrue();
    }
  }

  @Test
  @DisplayName("and that is closed meanwhile tells who waits for the connection")
  void closed_meanwhile() throws Exception {
    server.close();
    assertThat(events.next()).isEqualTo("connected");
    assertThat(events.next()).startsWith("disconnected");
    var waiting = client.connect();

    client.close();

    assertThatThrownBy(() -> await(waiting))
        .hasRootCauseInstanceOf(IOException.class)
        .hasRootCauseMessage("the client was closed");
  }

  @Test
  @DisplayName("or never was there says why it could not connect")
  void no_server() throws Exception {
    server.close();
    try (var stranger = server.clientBuilder().build()) {
      assertThatThrownBy(() -> await(stranger.connect()))
          .cause()
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("no connection to " + server.name() + ": ")
          .hasMessageEndingWith("(is the server running, and the address right?)");
    }
  }

  private MasterClient connected(ClientBuilder builder) throws Exception {
    var client = builder.build();
    client.addListener(events);
    await(client.connect());
    return client;
  }
}
