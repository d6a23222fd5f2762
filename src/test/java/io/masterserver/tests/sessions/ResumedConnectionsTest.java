package io.masterserver.tests.sessions;

import static io.masterserver.tests.fixture.Operations.ASK;
import static io.masterserver.tests.fixture.Operations.NEWS;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.ModuleContext;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.PeerId;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.wire.Message;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Counters;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RawWebSocket;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import io.masterserver.tests.fixture.SessionClient;
import io.masterserver.tests.fixture.SessionClient.Line;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("transport")
@DisplayName("A client whose connections are lost again and again")
@Timeout(120)
class ResumedConnectionsTest {

  private static final int REQUESTS = 1000;
  private static final int AT_ONCE = 100;
  private static final int LOSSES = 12;

  /** A request that has reached the module. */
  private record Executed(PeerId peer, String request) {}

  private static final Queue<Executed> executed = new ConcurrentLinkedQueue<>();

  /** Why peers have gone. */
  private static final Map<PeerId, String> gone = new ConcurrentHashMap<>();

  private static RunningServer server;

  /** Fixed, so that a failure can be seen again. */
  private final Random random = new Random(42);

  private final List<SessionClient> clients = new ArrayList<>();

  @BeforeAll
  static void start() {
    server = RunningServer.start("", new ScriptedModule("counting", ResumedConnectionsTest::count));
  }

  /** Pushes each request back as news, and then answers it. */
  private static void count(ModuleContext<Runnable> module) {
    module.handle(
        ASK,
        exchange ->
            () -> {
              executed.add(new Executed(exchange.peer().id(), exchange.request()));
              exchange.peer().handle().send(NEWS, exchange.request());
              exchange.respond(exchange.request());
            });
    module.subscribe(
        PeerDisconnected.class, event -> () -> gone.put(event.info().id(), event.reason()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void closeClients() {
    clients.forEach(SessionClient::close);
    executed.clear();
  }

  private SessionClient client(Supplier<Line> connect) {
    var client = new SessionClient(connect);
    clients.add(client);
    return client;
  }

  private static List<String> numbers() {
    return IntStream.range(0, REQUESTS).mapToObj(Integer::toString).toList();
  }

  private static Message ask(int number) {
    return Message.request(ASK.opcode(), ASK.packet().encode(Integer.toString(number)), number);
  }

  private static PeerId thePeer() {
    return executed.element().peer();
  }

  private static void askOnce(SessionClient client) {
    client.send(ask(0));
    client.receive();
    client.receive();
  }

  /** Sends numbered requests, and loses the connection now and then. */
  private void everythingOnce(SessionClient client) {
    Collection<String> answers = new ArrayList<>();
    Collection<String> news = new ArrayList<>();
    Deque<Integer> losses = new ArrayDeque<>();
    random.ints(LOSSES, 1, 2 * REQUESTS).sorted().forEach(losses::add);
    int next = 0;
    int had = 0;
    while (answers.size() < REQUESTS || news.size() < REQUESTS) {
      while (next < REQUESTS && next < answers.size() + AT_ONCE) {
        client.send(ask(next));
        next++;
      }
      Message message = client.receive();
      had++;
      (message.isResponse() ? answers : news).add(message.data().utf8());
      if (!losses.isEmpty() && losses.peekFirst() <= had) {
        losses.removeFirst();
        client.lose();
        client.resume();
      }
    }

    assertThat(answers).containsExactlyElementsOf(numbers());
    assertThat(news).containsExactlyElementsOf(numbers());
    assertThat(executed).extracting(Executed::request).containsExactlyElementsOf(numbers());
    assertThat(executed).extracting(Executed::peer).containsOnly(thePeer());
    assertThat(gone).doesNotContainKey(thePeer());
  }

  @Test
  void has_every_request_answered_once_and_every_push_once_over_tcp() {
    everythingOnce(client(() -> RawClient.open(server.address())));
  }

  @Test
  void has_every_request_answered_once_and_every_push_once_over_websocket() {
    everythingOnce(client(() -> RawWebSocket.connect(server.webSocketAddress(), "/ws")));
  }

  @Test
  void may_change_from_one_transport_to_the_other() {
    Deque<Supplier<Line>> lines = new ArrayDeque<>();
    lines.add(() -> RawClient.open(server.address()));
    lines.add(() -> RawWebSocket.connect(server.webSocketAddress(), "/ws"));

    everythingOnce(
        client(
            () -> {
              lines.addLast(lines.removeFirst());
              return lines.getLast().get();
            }));
  }

  @Test
  void has_the_connection_closed_that_it_has_given_up() {
    List<RawClient> opened = new ArrayList<>();
    SessionClient client =
        client(
            () -> {
              opened.add(RawClient.open(server.address()));
              return opened.getLast();
            });
    client.send(ask(0));

    client.resume(); // the server does not know that anything is wrong with the first

    Message last = opened.getFirst().receiveUntilClosed().getLast();
    assertThat(CoreOperations.DISCONNECTED.packet().decode(last.data()))
        .isEqualTo("the client goes on over another connection");
    client.send(ask(1));
    assertThat(List.of(client.receive(), client.receive(), client.receive(), client.receive()))
        .filteredOn(Message::isResponse)
        .extracting(Message::responseId)
        .containsExactly(0, 1);
    assertThat(executed).extracting(Executed::request).containsExactly("0", "1");
  }

  @Test
  void is_gone_at_once_when_it_has_said_so() {
    SessionClient client = client(() -> RawClient.open(server.address()));
    askOnce(client);

    client.leave();

    Await.until("the peer has gone", () -> gone.containsKey(thePeer()));
  }

  @Test
  void does_not_hold_up_a_server_that_stops() {
    double before = Counters.gauges("master.sessions.detached");
    var stopping =
        RunningServer.start("", new ScriptedModule("counting", ResumedConnectionsTest::count));
    SessionClient client = client(() -> RawClient.open(stopping.address()));
    askOnce(client);
    client.lose();
    Await.until(
        "the peer waits for its client",
        () -> Counters.gauges("master.sessions.detached") == before + 1);

    stopping.close();

    assertThat(gone).containsEntry(thePeer(), "the server is stopping");
  }
}
