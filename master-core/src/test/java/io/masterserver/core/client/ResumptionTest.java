package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.NOTE;
import static io.masterserver.core.client.Operations.SAVE;
import static io.masterserver.core.client.Operations.SAY;
import static io.masterserver.core.client.Operations.await;
import static io.masterserver.core.client.SessionScript.TOKEN;
import static io.masterserver.core.client.SessionScript.decoded;
import static io.masterserver.core.client.SessionScript.goOn;
import static io.masterserver.core.client.SessionScript.open;
import static io.masterserver.core.client.SessionScript.restore;
import static io.masterserver.core.client.SessionScript.resume;
import static io.masterserver.core.client.SessionScript.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.session.ResumeSession;
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
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "over {0}")
@EnumSource(Over.class)
@DisplayName("A client that has lost its connection, but not its session,")
class ResumptionTest {

  private final Over over;

  private final Events events = new Events();
  private TestServer server;
  private MasterClient client;
  private TestPeer peer;

  ResumptionTest(Over over) {
    this.over = over;
  }

  @BeforeEach
  void connect() throws Exception {
    server = over.serve();
    client =
        server
            .clientBuilder()
            .sessions(true)
            .reconnect(ReconnectPolicy.backoff(Duration.ofMillis(1), Duration.ofMillis(5)))
            .build();
    client.addListener(events);
    client.handle(SAY, events::add);
    await(client.connect());
    peer = server.accept();
    open(peer, ticket());
    hear("opened");
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  @Test
  @DisplayName("shows its ticket, and says how many messages it has had")
  void shows_ticket() throws Exception {
    peer.close();

    assertThat(decoded(resume(server.accept()))).isEqualTo(new ResumeSession(TOKEN, 1));
  }

  @Test
  @DisplayName("sends nothing else until it is answered, then what it knows, then what waits")
  void order() throws Exception {
    peer.close();
    TestPeer next = server.accept();
    Message resume = resume(next);
    assertThat(client.isConnected()).isFalse();
    assertThat(client.send(SAY, "meanwhile")).isTrue();
    assertThat(next.saysNothing()).isTrue();

    goOn(next, resume, 0);

    next.receiveAnnouncement();
    assertThat(next.receive().data().utf8()).isEqualTo("meanwhile");
    assertThat(client.isConnected()).isTrue();
  }

  @Test
  @DisplayName("sends again, as it was, what the server has not had, and no more")
  void sends_again() throws Exception {
    client.send(SAY, "one");
    var length = client.request(LENGTH, "four");
    client.send(SAY, "three");
    Message one = peer.receive();
    Message two = peer.receive();
    Message three = peer.receive();
    assertThat(one.data().utf8()).isEqualTo("one");
    peer.close();

    TestPeer next = server.accept();
    goOn(next, resume(next), 1);

    assertThat(next.receive()).isEqualTo(two);
    assertThat(next.receive()).isEqualTo(three);
    next.answer(LENGTH, two, 4);
    assertThat(await(length)).isEqualTo(Response.success(4));
  }

  @Test
  @DisplayName("gets the answer to what the server has had")
  void answered_later() throws Exception {
    var length = client.request(LENGTH, "four");
    Message request = peer.receive();
    peer.close();

    TestPeer next = server.accept();
    goOn(next, resume(next), 1);
    next.answer(LENGTH, request, 4);

    assertThat(await(length)).isEqualTo(Response.success(4));
  }

  @Test
  @DisplayName("can lose the next one, too")
  void again_and_again() throws Exception {
    client.send(SAY, "one");
    TestPeer last = peer;
    for (int i = 0; i < Progress.PATIENCE; i++) {
      last.close();
      last = server.accept();
      goOn(last, resume(last), 0);
      assertThat(last.receive().data().utf8()).isEqualTo("one");
    }

    assertThat(client.statistics().resumptions()).isEqualTo(Progress.PATIENCE);
    assertThat(client.statistics().reconnects()).isEqualTo(Progress.PATIENCE);
  }

  @Test
  @DisplayName("gives it up when each connection is lost before the same message got across")
  void stuck() throws Exception {
    var poison = client.request(LENGTH, "poison");
    TestPeer last = peer;
    for (int i = 0; i < Progress.PATIENCE; i++) {
      assertThat(last.receive().data().utf8()).isEqualTo("poison");
      last.close();
      last = server.accept();
      goOn(last, resume(last), 0);
    }
    last.receive();
    last.close();
    TestPeer declined = server.accept();

    goOn(declined, resume(declined), 0);

    assertThat(await(poison).status()).isEqualTo(Status.NOT_CONNECTED);
    assertThat(await(poison).text())
        .endsWith("before a message got across (too long for the server?)");
    assertThat(declined.receive().opcode()).isEqualTo(SessionOperations.CLOSE.opcode());
    open(server.accept(), ticket());
  }

  @Test
  @DisplayName("hears what the server sends right behind the answer")
  void pushed() throws Exception {
    peer.close();
    TestPeer next = server.accept();

    goOn(next, resume(next), 0);
    next.tell(SAY, "pushed");

    assertThat(events.next()).startsWith("interrupted: ");
    assertThat(events.next()).isEqualTo("resumed");
    assertThat(events.next()).isEqualTo("pushed");
  }

  @Test
  @DisplayName("answers over the next one what the server asked over the last")
  void responds() throws Exception {
    client.handle(LENGTH, text -> Response.success(text.length()));
    peer.ask(LENGTH, "four", 77);
    Message answer = peer.receive();
    peer.close();

    TestPeer next = server.accept();
    goOn(next, resume(next), 0);

    assertThat(next.receive()).isEqualTo(answer);
  }

  @Test
  @DisplayName("drops what may be lost, and cannot ping")
  void unreliable() throws Exception {
    peer.close();
    TestPeer next = server.accept();
    Message resume = resume(next);

    assertThat(client.send(SAY, "dropped", DeliveryMethod.UNRELIABLE)).isFalse();
    assertThat(await(client.request(CoreOperations.PING, 1L)).status())
        .isEqualTo(Status.NOT_CONNECTED);

    goOn(next, resume, 0);
    next.receiveAnnouncement();
    hear(next, "back");
    client.send(SAY, "sent");
    assertThat(next.receive().data().utf8()).isEqualTo("sent");
  }

  @Test
  @DisplayName("ends pings, which nobody will answer, but no other requests")
  void pings() throws Exception {
    var length = client.request(LENGTH, "four");
    var ping = client.request(CoreOperations.PING, 1L);
    peer.receive();
    peer.receive();

    peer.close();

    assertThat(await(ping).status()).isEqualTo(Status.NOT_CONNECTED);
    assertThat(length.toCompletableFuture()).isNotDone();
  }

  @Test
  @DisplayName("does not wait longer for an answer than it was told to")
  void times_out() throws Exception {
    var length = client.request(LENGTH, "four", Duration.ofMillis(50));
    server.close();

    assertThat(await(length).status()).isEqualTo(Status.TIMEOUT);
  }

  @Test
  @DisplayName("is a new client when the server refuses, and its requests have ended")
  void refused() throws Exception {
    var length = client.request(LENGTH, "lost");
    peer.receive();
    peer.close();
    TestPeer next = server.accept();
    Message resume = resume(next);
    client.send(SAY, "dropped");

    next.respond(resume, Status.FAILED, Bytes.ofUtf8("no such session"));

    assertThat(await(length).status()).isEqualTo(Status.NOT_CONNECTED);
    assertThat(await(length).text())
        .endsWith("; the session could not be resumed: no such session (FAILED)");
    next.receiveAnnouncement();
    open(next, ticket());
    assertThat(events.next()).startsWith("interrupted: ");
    assertThat(events.next()).startsWith("disconnected: ").endsWith("no such session (FAILED)");
    assertThat(events.next()).isEqualTo("connected");
    client.send(SAY, "new");
    assertThat(next.receive().data().utf8()).isEqualTo("new");
    assertThat(client.statistics().resumptions()).isZero();
  }

  @Test
  @DisplayName("gives it up when the server has had what was never sent")
  void impossible() throws Exception {
    peer.close();
    TestPeer next = server.accept();

    goOn(next, resume(next), 5);

    open(server.accept(), ticket());
    assertThat(events.next()).startsWith("interrupted: ");
    assertThat(events.next()).startsWith("disconnected: ");
    assertThat(events.next()).isEqualTo("connected");
  }

  @Test
  @DisplayName("asks again when the server hangs up, or says not now")
  void asks_again() throws Exception {
    peer.close();
    TestPeer second = server.accept();
    resume(second);
    second.close();
    TestPeer third = server.accept();
    third.respond(resume(third), Status.TIMEOUT, Bytes.ofUtf8("the other node is silent"));
    TestPeer fourth = server.accept();

    goOn(fourth, resume(fourth), 0);

    assertThat(events.next()).startsWith("interrupted: ");
    assertThat(events.next()).isEqualTo("resumed");
  }

  @Test
  @DisplayName("and whose node has died sends again what is durable, and ends what is not")
  void restored() throws Exception {
    var answered = client.request(LENGTH, "a");
    var saved = client.request(SAVE, "b");
    client.send(NOTE, "c");
    var lost = client.request(LENGTH, "d");
    Message asked = peer.receive();
    Message saving = peer.receive();
    peer.receive();
    peer.receive();
    peer.tell(SessionOperations.ACKNOWLEDGE, 3L);
    hear("acknowledged");
    client.send(NOTE, "e");
    peer.receive();
    peer.close();
    TestPeer next = server.accept();
    Message resume = resume(next);
    client.send(SAY, "f");

    restore(next, resume, 1);

    assertThat(await(lost))
        .isEqualTo(
            Response.failure(
                Status.NOT_CONNECTED,
                "the node was lost before the response; whether it was done is unknown"));
    assertThat(next.receive()).isEqualTo(saving);
    assertThat(next.receive().data().utf8()).isEqualTo("e");
    assertThat(next.receive().data().utf8()).isEqualTo("f");
    next.answer(LENGTH, asked, 1);
    next.answer(SAVE, saving, 2);
    assertThat(await(answered).value()).isEqualTo(1);
    assertThat(await(saved).value()).isEqualTo(2);
  }

  @Test
  @DisplayName("and whose node has died counts on from what that had saved")
  void renumbered() throws Exception {
    client.send(SAY, "a");
    client.send(NOTE, "b");
    client.send(NOTE, "c");
    peer.close();
    TestPeer second = server.accept();
    restore(second, resume(second), 0);
    hear(second, "restored");
    second.close();
    TestPeer third = server.accept();

    goOn(third, resume(third), 1);

    assertThat(third.receive().data().utf8()).as("b was the first").isEqualTo("c");
  }

  @Test
  @DisplayName("and whose node has died is told which requests nobody will answer")
  void unfinished() throws Exception {
    var lost = client.request(LENGTH, "a");
    var saved = client.request(SAVE, "b");
    int lostId = peer.receive().requestId();
    Message saving = peer.receive();
    peer.close();
    TestPeer next = server.accept();

    restore(next, resume(next), 2, lostId, saving.requestId());

    assertThat(await(lost).status()).isEqualTo(Status.NOT_CONNECTED);
    assertThat(next.receive()).isEqualTo(saving);
    next.answer(SAVE, saving, 1);
    assertThat(await(saved).value()).isEqualTo(1);
  }

  /** Then the client has read all that came before. */
  private void hear(String text) throws Exception {
    hear(peer, text);
  }

  private void hear(TestPeer from, String text) throws Exception {
    from.tell(SAY, text);
    for (String event = events.next(); !event.equals(text); event = events.next()) {
      assertThat(event).isNotEmpty();
    }
  }
}
