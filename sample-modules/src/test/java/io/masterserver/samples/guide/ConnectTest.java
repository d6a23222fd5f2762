package io.masterserver.samples.guide;

import static io.masterserver.core.packet.DeliveryMethod.UNRELIABLE;
import static io.masterserver.core.packet.Empty.EMPTY;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.core.client.ConnectionListener;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.client.ReconnectPolicy;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.AuthModule;
import io.masterserver.modules.database.DatabaseModule;
import io.masterserver.modules.mail.MailModule;
import io.masterserver.runtime.guardian.MasterServer;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.samples.greeting.GreetingModule;
import io.masterserver.samples.greeting.VisitsModule;
import io.masterserver.samples.personalinfo.PersonalInfo;
import io.masterserver.samples.personalinfo.PersonalInfoModule;
import io.masterserver.samples.personalinfo.PersonalInfoOperations;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Chapter 2 of the guide: a client")
class ConnectTest {

  // tag::operations[]
  static final Notification<Integer> AIM_AT = Notification.of(1001, "aim-at", Codec.INT);
  static final Request<String, Boolean> JOIN_PARTY =
      Request.of(1002, "join-party", Codec.TEXT, Codec.BOOLEAN);

  // end::operations[]

  private static MasterServer server;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    // tag::server[]
    server =
        MasterServer.start(
                MasterServer.configuration(
                    ConfigFactory.parseString(
                        """
                        master.tcp.bind-port = 0
                        master.websocket.bind-port = 0
                        master.modules.greeting.enabled = on
                        master.database.jdbc-url = "jdbc:h2:mem:connect"
                        """)),
                List.of(
                    new DatabaseModule(),
                    new MailModule(),
                    new AuthModule(),
                    new PersonalInfoModule(),
                    new EchoModule(),
                    new VisitsModule(),
                    new GreetingModule(),
                    new KickModule()))
            .toCompletableFuture()
            .get(30, SECONDS);
    port = server.address("tcp").getPort();
    // end::server[]
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop().toCompletableFuture().get(30, SECONDS);
  }

  private static MasterClient connected() throws Exception {
    MasterClient client = MasterClient.builder().address("127.0.0.1", port).build();
    client.connect().toCompletableFuture().get(10, SECONDS);
    return client;
  }

  @Test
  void connects() throws Exception {
    // tag::connect[]
    try (MasterClient client = MasterClient.builder().address("127.0.0.1", port).build()) {
      client.connect().toCompletableFuture().get(10, SECONDS);

      Duration roundTrip = client.ping().toCompletableFuture().get(10, SECONDS);
      assertThat(roundTrip).isPositive();
    }
    // end::connect[]
  }

  @Test
  void connects_by_web_socket() throws Exception {
    int port = server.address("ws").getPort();
    // tag::web-socket[]
    URI uri = URI.create("ws://127.0.0.1:" + port + "/ws");
    try (MasterClient client = MasterClient.builder().webSocket(uri).build()) {
      client.connect().toCompletableFuture().get(10, SECONDS);

      Duration roundTrip = client.ping().toCompletableFuture().get(10, SECONDS);
      assertThat(roundTrip).isPositive();
    }
    // end::web-socket[]
  }

  @Test
  void sends() throws Exception {
    try (MasterClient client = connected()) {
      // tag::send[]
      client.send(PersonalInfoOperations.SAVE, new PersonalInfo("John", 34));
      client.send(AIM_AT, 270, UNRELIABLE);
      // end::send[]
      assertThat(client.isConnected()).isTrue();
    }
  }

  @Test
  void asks_with_a_callback() throws Exception {
    var shown = new CompletableFuture<String>();
    try (MasterClient client = connected()) {
      // tag::callback[]
      client.request(
          PersonalInfoOperations.GET,
          EMPTY,
          (status, response) -> {
            if (status != Status.SUCCESS) {
              shown.complete(status + ": " + response.text());
              return;
            }
            shown.complete("Hello " + response.value().name());
          });
      // end::callback[]
      assertThat(shown.get(10, SECONDS)).isEqualTo("FAILED: You have no profile info");
    }
  }

  @Test
  void asks_with_a_stage() throws Exception {
    try (MasterClient client = connected()) {
      // tag::stage[]
      client.send(PersonalInfoOperations.SAVE, new PersonalInfo("John", 34));

      var greeting =
          client
              .request(PersonalInfoOperations.GET, EMPTY, Duration.ofSeconds(5))
              .thenApply(
                  response ->
                      switch (response) {
                        case Response.Success<PersonalInfo>(var info) -> "Hello " + info.name();
                        case Response.Failure<PersonalInfo>(var status, var text) -> text;
                      });
      // end::stage[]
      assertThat(greeting.toCompletableFuture().get(10, SECONDS)).isEqualTo("Hello John");
    }
  }

  @Test
  void handles_what_the_server_sends() throws Exception {
    var greetings = new LinkedBlockingQueue<String>();
    MasterClient client = MasterClient.builder().address("127.0.0.1", port).build();
    try (client) {
      // tag::handle[]
      client.handle(GreetingModule.WELCOME, greetings::add);
      client.handle(JOIN_PARTY, party -> Response.success(party.startsWith("friends")));
      client.connect().toCompletableFuture().get(10, SECONDS);
      // end::handle[]

      assertThat(greetings.poll(10, SECONDS)).startsWith("Welcome!");
    }
  }

  @Test
  void hears_of_its_connection() throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    // tag::listener[]
    MasterClient client =
        MasterClient.builder()
            .address("127.0.0.1", port)
            .connectTimeout(Duration.ofSeconds(3))
            .reconnect(ReconnectPolicy.backoff(Duration.ofMillis(50), Duration.ofSeconds(2)))
            .build();
    client.addListener(
        new ConnectionListener() {
          @Override
          public void connected() {
            heard.add("connected");
          }

          @Override
          public void disconnected(String reason) {
            heard.add("disconnected");
          }
        });
    // end::listener[]
    try (client) {
      client.connect().toCompletableFuture().get(10, SECONDS);
      assertThat(heard.poll(10, SECONDS)).isEqualTo("connected");
      UUID first = guid(client);

      client.send(KickModule.KICK_ME, "see you soon");

      assertThat(heard.poll(10, SECONDS)).isEqualTo("disconnected");
      assertThat(heard.poll(10, SECONDS)).isEqualTo("connected");
      assertThat(guid(client)).isNotEqualTo(first);
    }
  }

  private static UUID guid(MasterClient client) throws Exception {
    return client
        .request(CoreOperations.PEER_GUID, EMPTY)
        .toCompletableFuture()
        .get(10, SECONDS)
        .value();
  }
}
