package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.SAY;
import static io.masterserver.core.client.Operations.await;
import static io.masterserver.core.client.SessionScript.decoded;
import static io.masterserver.core.client.SessionScript.goOn;
import static io.masterserver.core.client.SessionScript.open;
import static io.masterserver.core.client.SessionScript.resume;
import static io.masterserver.core.client.SessionScript.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.packet.session.SessionTicket;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client with a session in a cluster")
class SessionElsewhereTest {

  private final Events events = new Events();
  private TestServer home;
  private TestServer other;

  @BeforeEach
  void start() throws Exception {
    home = Over.TCP.serve();
    other = Over.TCP.serve();
  }

  @AfterEach
  void stop() throws Exception {
    home.close();
    other.close();
  }

  @Test
  @DisplayName("connects to the next server when the first one is not there")
  void first_is_down() throws Exception {
    home.close();
    try (var client = connected(builder().address(other.host(), other.port()))) {
      assertThat(client.isConnected()).isTrue();
      assertThat(other.accept()).isNotNull();
    }
  }

  @Test
  @DisplayName("goes on at a server that its ticket names when its own has died")
  void ticket_names_others() throws Exception {
    try (var client = connected(builder())) {
      openedAt(home.accept(), ticket(other.address()));

      home.close();

      TestPeer next = other.accept();
      goOn(next, resume(next), 0);
      assertThat(events.next()).startsWith("interrupted: ");
      assertThat(events.next()).isEqualTo("resumed");
      assertThat(client.isConnected()).isTrue();
    }
  }

  @Test
  @DisplayName("goes on at the next server when one does not say whether it can")
  void mute() throws Exception {
    Duration patience = Duration.ofMillis(100);
    try (var client =
        connected(builder().address(other.host(), other.port()).connectTimeout(patience))) {
      TestPeer peer = home.accept();
      openedAt(peer, ticket());
      peer.close();
      TestPeer mute = home.accept();
      resume(mute);

      TestPeer next = other.accept();

      goOn(next, resume(next), 0);
      assertThat(mute.awaitEnd()).isTrue();
      assertThat(events.next()).startsWith("interrupted: ");
      assertThat(events.next()).isEqualTo("resumed");
    }
  }

  @Test
  @DisplayName("is a new one when nobody has gone on with the session in time")
  void too_late() throws Exception {
    try (var client = connected(builder())) {
      openedAt(home.accept(), new SessionTicket(SessionScript.TOKEN, 50, List.of()));
      var length = client.request(LENGTH, "four");

      home.close();

      assertThat(await(length).status()).isEqualTo(Status.NOT_CONNECTED);
      assertThat(await(length).text()).endsWith("; the session was not resumed within 0.05 s");
      assertThat(events.next()).startsWith("interrupted: ");
      assertThat(events.next()).startsWith("disconnected: ");
      assertThat(client.send(SAY, "hello")).isFalse();
    }
  }

  @Test
  @DisplayName("leaves a server that goes away when all it asked there is answered")
  void leaves() throws Exception {
    try (var client = connected(builder())) {
      TestPeer peer = home.accept();
      openedAt(peer, ticket());
      var asked = client.request(LENGTH, "asked");
      Message request = peer.receive();
      peer.tell(CoreOperations.GOING_AWAY, new GoingAway("update", 0, List.of(other.address())));
      hear(peer, "going");
      var waiting = client.request(LENGTH, "new");

      peer.answer(LENGTH, request, 5);

      assertThat(await(asked)).isEqualTo(Response.success(5));
      assertThat(peer.awaitEnd()).isTrue();
      assertThat(peer.saysNothing()).isTrue();
      TestPeer next = other.accept();
      Message resume = resume(next);
      assertThat(decoded(resume).received()).as("two pushes and an answer").isEqualTo(3);
      goOn(next, resume, 1);
      Message waited = next.receive();
      assertThat(waited.data().utf8()).isEqualTo("new");
      next.answer(LENGTH, waited, 3);
      assertThat(await(waiting)).isEqualTo(Response.success(3));
      assertThat(events.next()).isEqualTo("interrupted: the server is going away: update");
      assertThat(events.next()).isEqualTo("resumed");
    }
  }

  @Test
  @DisplayName("answers a server that goes away, which may have to know before it can answer")
  void answers_while_leaving() throws Exception {
    try (var client = connected(builder())) {
      client.handle(LENGTH, text -> Response.success(text.length()));
      TestPeer peer = home.accept();
      openedAt(peer, ticket());
      var asked = client.request(LENGTH, "asked");
      Message request = peer.receive();
      peer.tell(CoreOperations.GOING_AWAY, new GoingAway("update", 0, List.of()));

      peer.ask(LENGTH, "four", 77);

      assertThat(peer.receive().responseId()).isEqualTo(77);
      peer.answer(LENGTH, request, 5);
      assertThat(await(asked)).isEqualTo(Response.success(5));
    }
  }

  @Test
  @DisplayName("goes on at the next server when one cannot say yet, or not so often")
  void not_now() throws Exception {
    try (var client = connected(builder().address(other.host(), other.port()))) {
      TestPeer peer = home.accept();
      openedAt(peer, ticket());
      peer.close();
      TestPeer first = home.accept();
      first.respond(resume(first), Status.TIMEOUT, Bytes.ofUtf8("its node does not answer"));
      TestPeer second = other.accept();
      second.respond(resume(second), Status.RATE_LIMITED, Bytes.ofUtf8("too many"));
      TestPeer third = home.accept();

      goOn(third, resume(third), 0);

      assertThat(events.next()).startsWith("interrupted: ");
      assertThat(events.next()).isEqualTo("resumed");
      assertThat(client.isConnected()).isTrue();
    }
  }

  @Test
  @DisplayName("is a new one when no server could say in time whether the session goes on")
  void not_now_for_too_long() throws Exception {
    home.onMessage(
        (peer, message) -> {
          if (message.opcode() == SessionOperations.RESUME.opcode()) {
            peer.respond(message, Status.TIMEOUT, Bytes.ofUtf8("its node does not answer"));
          }
        });
    try (var client = connected(builder())) {
      TestPeer peer = home.accept();
      openedAt(peer, new SessionTicket(SessionScript.TOKEN, 200, List.of()));
      var length = client.request(LENGTH, "four");

      peer.close();

      assertThat(await(length).status()).isEqualTo(Status.NOT_CONNECTED);
      assertThat(await(length).text()).endsWith("; the session was not resumed within 0.2 s");
      assertThat(events.next()).startsWith("interrupted: ");
      assertThat(events.next()).startsWith("disconnected: ");
      assertThat(events.next()).isEqualTo("connected");
    }
  }

  @Test
  @DisplayName("leaves a server that goes away at once when it has asked nothing")
  void leaves_at_once() throws Exception {
    try (var client = connected(builder())) {
      TestPeer peer = home.accept();
      openedAt(peer, ticket());

      peer.tell(CoreOperations.GOING_AWAY, new GoingAway("update", 0, List.of()));

      TestPeer next = home.accept();
      goOn(next, resume(next), 0);
      assertThat(client.statistics().reconnects()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  @DisplayName("goes on when its connection is silent for too long")
  void silent() throws Exception {
    try (var client = connected(builder().keepAlive(Duration.ofSeconds(1)))) {
      TestPeer peer = home.accept();
      openedAt(peer, ticket());

      TestPeer next = home.accept();

      goOn(next, resume(next), 0);
      assertThat(events.next())
          .isEqualTo("interrupted: the server did not answer a ping within 2 s");
      assertThat(events.next()).isEqualTo("resumed");
      assertThat(client.statistics().resumptions()).isEqualTo(1);
    }
  }

  private ClientBuilder builder() {
    return home.clientBuilder()
        .sessions(true)
        .reconnect(ReconnectPolicy.backoff(Duration.ofMillis(1), Duration.ofMillis(5)));
  }

  private MasterClient connected(ClientBuilder builder) throws Exception {
    var client = builder.build();
    client.addListener(events);
    client.handle(SAY, events::add);
    await(client.connect());
    return client;
  }

  private void openedAt(TestPeer peer, SessionTicket ticket) throws Exception {
    open(peer, ticket);
    hear(peer, "opened");
  }

  /** Then the client has read all that came before. */
  private void hear(TestPeer from, String text) throws Exception {
    from.tell(SAY, text);
    for (String event = events.next(); !event.equals(text); event = events.next()) {
      assertThat(event).isNotEmpty();
    }
  }
}
