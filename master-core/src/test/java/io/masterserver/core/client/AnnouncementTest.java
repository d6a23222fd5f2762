package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.Capabilities;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A client that has connected")
class AnnouncementTest {

  private TestServer server;
  private MasterClient client;
  private TestPeer peer;

  @BeforeEach
  void connect() throws Exception {
    server = Over.TCP.serve();
    client = server.clientBuilder().build();
    await(client.connect());
    peer = server.accept();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  @Test
  @DisplayName("says first what it knows")
  void announces() throws Exception {
    Message announcement = peer.receiveAnnouncement();

    assertThat(CoreOperations.CAPABILITIES.packet().decode(announcement.data()))
        .isEqualTo(new Capabilities(List.of("rate-limited-status")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"SUCCESS", "NOT_HANDLED"})
  @DisplayName("does not care what the server makes of that")
  void any_answer(Status status) throws Exception {
    peer.respond(peer.receiveAnnouncement(), status, Bytes.EMPTY);
    var length = client.request(LENGTH, "four");
    peer.answer(LENGTH, peer.receive(), 4);

    assertThat(await(length)).isEqualTo(Response.success(4));
    assertThat(client.statistics().unexpectedResponses()).isZero();
    assertThat(client.statistics().undecodable()).isZero();
  }

  @Test
  @DisplayName("learns that it asks too often, and how long to wait")
  void rate_limited() throws Exception {
    var length = client.request(LENGTH, "four");

    peer.respond(peer.receive(), Status.RATE_LIMITED, Bytes.ofUtf8("try again in 0.1 s"));

    assertThat(await(length))
        .isEqualTo(Response.failure(Status.RATE_LIMITED, "try again in 0.1 s"));
  }
}
