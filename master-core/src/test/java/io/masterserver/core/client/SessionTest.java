package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.NOTE;
import static io.masterserver.core.client.Operations.SAY;
import static io.masterserver.core.client.Operations.await;
import static io.masterserver.core.client.SessionScript.open;
import static io.masterserver.core.client.SessionScript.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "over {0}")
@EnumSource(Over.class)
@DisplayName("A client that wants a session")
class SessionTest {

  private final Over over;

  private final Events events = new Events();
  private TestServer server;
  private MasterClient client;
  private TestPeer peer;

  SessionTest(Over over) {
    this.over = over;
  }

  @BeforeEach
  void connect() throws Exception {
    server = over.serve();
    client = server.clientBuilder().sessions(true).sendTimeout(Duration.ofMillis(1)).build();
    client.addListener(events);
    client.handle(SAY, events::add);
    await(client.connect());
    peer = server.accept();
    assertThat(events.next()).isEqualTo("connected");
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  @Test
  @DisplayName("asks for it behind its announcement, before anything else")
  void asks() throws Exception {
    client.send(SAY, "hello");

    peer.receiveAnnouncement();
    assertThat(peer.receive().opcode()).isEqualTo(SessionOperations.OPEN.opcode());
    assertThat(peer.receive().opcode()).isEqualTo(SAY.opcode());
  }

  @Test
  @DisplayName("does not ask when it would not connect again")
  void never_reconnects() throws Exception {
    try (var other =
        server.clientBuilder().sessions(true).reconnect(ReconnectPolicy.NEVER).build()) {
      await(other.connect());

      other.send(SAY, "hello");

      assertThat(server.accept().receive().opcode()).isEqualTo(SAY.opcode());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"NOT_HANDLED", "FAILED"})
  @DisplayName("does without when the server gives none")
  void does_without(Status status) throws Exception {
    var length = client.request(LENGTH, "asked before");
    peer.respond(peer.receive(), status, Bytes.EMPTY);
    peer.receive();
    hearSomething();

    client.send(SAY, "hello", DeliveryMethod.UNRELIABLE);
    assertThat(peer.receive()).isEqualTo(Message.notification(SAY.opcode(), Bytes.ofUtf8("hello")));
    peer.close();

    assertThat(events.next()).startsWith("disconnected");
    assertThat(await(length).status()).isEqualTo(Status.NOT_CONNECTED);
  }

  @Test
  @DisplayName("declines one that comes after the time-out for connecting, and stays connected")
  void late() throws Exception {
    client.close();
    try (var hasty = hasty()) {
      TestPeer late = server.accept();
      Message asked = late.receive();
      awaitDoingWithout(hasty);

      late.answer(SessionOperations.OPEN, asked, ticket());
      late.tell(SessionOperations.ACKNOWLEDGE, 1L);
      hearSomething(late);

      Message last = late.receive();
      while (last.opcode() == SAY.opcode()) {
        last = late.receive();
      }
      assertThat(last.opcode()).isEqualTo(SessionOperations.CLOSE.opcode());
      assertThat(hasty.isConnected()).isTrue();
    }
  }

  @Test
  @DisplayName("does without when the ticket is nonsense")
  void nonsense() throws Exception {
    peer.respond(peer.receive(), Status.SUCCESS, Bytes.ofHex("00"));
    hearSomething();
    peer.close();

    assertThat(events.next()).startsWith("disconnected");
    assertThat(client.statistics().undecodable()).isEqualTo(1);
  }

  @Test
  @DisplayName("says which messages may be lost")
  void unreliable() throws Exception {
    open(peer, ticket());

    client.send(SAY, "hello", DeliveryMethod.UNRELIABLE);

    Message sent = peer.receive();
    assertThat(sent.unreliable()).isTrue();
    assertThat(sent.data().utf8()).isEqualTo("hello");
  }

  @Test
  @DisplayName("acknowledges 32 messages, and counts neither those that may be lost nor pings")
  void acknowledges() throws Exception {
    peer.tell(SAY, "not counted: before the answer");
    open(peer, ticket());
    for (int i = 0; i < 31; i++) {
      peer.tell(SAY, "counted");
    }
    peer.send(unreliable("not counted"));
    peer.ask(CoreOperations.PING, 1L, 7);
    assertThat(peer.receive().opcode()).isEqualTo(CoreOperations.PING.opcode());

    peer.tell(SAY, "counted");

    assertThat(acknowledged()).isEqualTo(32);
  }

  @Test
  @DisplayName("acknowledges 64 KiB")
  void acknowledges_bytes() throws Exception {
    open(peer, ticket());

    peer.tell(SAY, "counted");
    peer.tell(SAY, "x".repeat(64 << 10));

    assertThat(acknowledged()).isEqualTo(2);
  }

  @Test
  @DisplayName("counts answers, too")
  void acknowledges_answers() throws Exception {
    open(peer, ticket());
    for (int i = 0; i < 32; i++) {
      client.request(LENGTH, "four");
      peer.answer(LENGTH, peer.receive(), 4);
    }

    assertThat(acknowledged()).isEqualTo(32);
  }

  @Test
  @DisplayName("keeps what the server has not acknowledged, up to a bound")
  void bounded() throws Exception {
    client.close();
    try (var small = small()) {
      TestPeer smallPeer = server.accept();
      open(smallPeer, ticket());
      String large = "x".repeat(50_000);
      assertThat(small.send(SAY, large)).isTrue();
      assertThat(small.send(SAY, large)).isTrue();
      assertThat(small.send(SAY, large)).isTrue();
      assertThat(small.send(SAY, large)).as("128 KiB are kept").isFalse();

      smallPeer.tell(SessionOperations.ACKNOWLEDGE, 1L);
      hearSomething(smallPeer);

      assertThat(small.send(SAY, large)).isTrue();
    }
  }

  @Test
  @DisplayName("hears acknowledgements while a handler waits for one, however much came before")
  void handler_waits() throws Exception {
    client.close();
    try (var small = small()) {
      TestPeer smallPeer = server.accept();
      open(smallPeer, ticket());
      String large = "x".repeat(50_000);
      small.handle(
          NOTE,
          text -> {
            for (int i = 0; i < 4; i++) {
              events.add("sent " + small.send(SAY, large));
            }
          });

      smallPeer.tell(NOTE, "send");
      for (int i = 0; i < 3; i++) {
        smallPeer.receive();
      }
      for (int i = 0; i < 10; i++) {
        smallPeer.tell(SAY, large);
      }
      smallPeer.tell(SessionOperations.ACKNOWLEDGE, 3L);

      for (int i = 0; i < 4; i++) {
        assertThat(events.next()).isEqualTo("sent true");
      }
    }
  }

  @Test
  @DisplayName("is not confused by an acknowledgement of what it never sent")
  void acknowledged_too_much() throws Exception {
    open(peer, ticket());

    peer.tell(SessionOperations.ACKNOWLEDGE, 1000L);
    hearSomething();

    assertThat(client.statistics().undecodable()).isEqualTo(1);
    assertThat(client.isConnected()).isTrue();
  }

  @Test
  @DisplayName("ends it when it is closed, behind all that it has sent")
  void closes() throws Exception {
    open(peer, ticket());
    client.send(SAY, "farewell");

    client.close();

    assertThat(peer.receive().data().utf8()).isEqualTo("farewell");
    assertThat(peer.receive().opcode()).isEqualTo(SessionOperations.CLOSE.opcode());
    assertThat(peer.awaitEnd()).isTrue();
  }

  private MasterClient hasty() throws Exception {
    MasterClient hasty =
        server
            .clientBuilder()
            .sessions(true)
            .outboundBytes(100_000)
            .sendTimeout(Duration.ofSeconds(10))
            .connectTimeout(Duration.ofMillis(500))
            .build();
    hasty.handle(SAY, events::add);
    await(hasty.connect());
    assertThat(events.next()).startsWith("disconnected"); // the one before
    return hasty;
  }

  /** What it keeps for a session has no room for all of this. */
  private static void awaitDoingWithout(MasterClient hasty) {
    for (int i = 0; i < 4; i++) {
      assertThat(hasty.send(SAY, "x".repeat(50_000))).isTrue();
    }
  }

  private MasterClient small() throws Exception {
    MasterClient small =
        server
            .clientBuilder()
            .sessions(true)
            .outboundBytes(100_000)
            .inboundBytes(1)
            .sendTimeout(Duration.ofSeconds(2))
            .build();
    small.handle(SAY, events::add);
    await(small.connect());
    assertThat(events.next()).startsWith("disconnected"); // the one before
    return small;
  }

  private long acknowledged() throws Exception {
    Message message = peer.receive();
    assertThat(message.opcode()).isEqualTo(SessionOperations.ACKNOWLEDGE.opcode());
    return SessionOperations.ACKNOWLEDGE.packet().decode(message.data());
  }

  /** Then the client has read all that came before. */
  private void hearSomething() throws Exception {
    hearSomething(peer);
  }

  private void hearSomething(TestPeer from) throws Exception {
    from.tell(SAY, "something");
    assertThat(events.next()).isEqualTo("something");
  }

  private static Message unreliable(String text) {
    return new Message(SAY.opcode(), Bytes.ofUtf8(text), false, 0, false, 0, Status.DEFAULT, true);
  }
}
