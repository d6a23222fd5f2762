package io.masterserver.tests.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.client.ClientBuilder;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.client.ReconnectPolicy;
import io.masterserver.core.wire.Bytes;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.LogLines;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RunningServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("transport")
@DisplayName("A server with a certificate")
@Timeout(60)
class TlsTest {

  /** By which a client comes in. */
  enum Door {
    TLS {
      @Override
      ClientBuilder client(RunningServer server) {
        return server.client();
      }
    },
    WSS {
      @Override
      ClientBuilder client(RunningServer server) {
        InetSocketAddress address = server.webSocketAddress();
        return MasterClient.builder()
            .webSocket(
                URI.create("wss://%s:%d".formatted(address.getHostString(), address.getPort())))
            .reconnect(ReconnectPolicy.NEVER);
      }
    };

    abstract ClientBuilder client(RunningServer server);
  }

  @TempDir Path folder;

  private PemFiles files;

  @BeforeEach
  void chooseFiles() {
    files = PemFiles.in(folder);
  }

  @ParameterizedTest(name = "of {0}")
  @EnumSource
  void speaks_tls_with_a_key(PemFiles.Kind kind) {
    SSLContext trusting = files.renew(kind);
    try (RunningServer server = start();
        MasterClient client = server.client().tls(trusting).build()) {
      Await.result(client.connect());
      Bytes payload = Bytes.wrap(new byte[100_000]);

      assertThat(Await.result(client.request(EchoModule.ECHO, payload)).value()).isEqualTo(payload);
      assertThat(server.server().started().listeners()).containsOnlyKeys("tls", "wss");
    }
  }

  @ParameterizedTest(name = "by {0}")
  @EnumSource
  void shows_new_connections_the_new_certificate_and_keeps_the_old_ones(Door door) {
    SSLContext trustingOld = files.renew(PemFiles.Kind.EC);
    try (RunningServer server = start();
        MasterClient early = door.client(server).tls(trustingOld).build()) {
      Await.result(early.connect());

      SSLContext trustingNew = files.renew(PemFiles.Kind.RSA);

      Await.until(
          "the new certificate is shown", () -> isTrusted(door.client(server), trustingNew));
      assertThat(isTrusted(door.client(server), trustingOld)).isFalse();
      assertThat(Await.result(early.ping())).isPositive();
    }
  }

  @Test
  void does_not_start_with_the_certificate_of_another_key(@TempDir Path other) throws Exception {
    files.renew(PemFiles.Kind.EC);
    PemFiles others = PemFiles.in(other);
    others.renew(PemFiles.Kind.EC);
    Files.copy(others.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);

    assertThat(
            RunningServer.startFailure(
                "master.tcp.tls { key-file = \"%s\", chain-file = \"%s\" }"
                    .formatted(files.key(), files.chain())))
        .contains("do not go together", "another key");
  }

  @Test
  void keeps_its_certificate_when_the_new_files_are_broken() {
    SSLContext trusting = files.renew(PemFiles.Kind.EC);
    try (LogLines log = LogLines.capture();
        RunningServer server = start()) {
      files.breakKey();

      assertThat(log.awaitWarning("TLS certificate stays as it was")).contains("key.pem");
      assertThat(isTrusted(server.client(), trusting)).isTrue();
    }
  }

  @Test
  void closes_a_connection_that_speaks_plainly() {
    files.renew(PemFiles.Kind.EC);
    try (RunningServer server = start()) {
      RawClient plain = server.open();

      plain.sendFrame(Bytes.ofHex("0100020000000000000001").toArray());

      assertClosed(plain);
    }
  }

  @Test
  void closes_a_connection_that_never_begins_its_handshake() {
    files.renew(PemFiles.Kind.EC);
    try (RunningServer server =
        start("master.connection { handshake-timeout = 300 ms, close-timeout = 200 ms }")) {
      assertClosed(server.open());
    }
  }

  @ParameterizedTest(name = "above {0}")
  @ValueSource(strings = {"max-connections", "max-connections-per-address"})
  void makes_no_handshake_with_a_connection_too_many(String setting) throws Exception {
    SSLContext trusting = files.renew(PemFiles.Kind.EC);
    try (RunningServer server = start("master.connection.%s = 1".formatted(setting));
        MasterClient first = server.client().tls(trusting).build()) {
      Await.result(first.connect());

      try (SSLSocket second = socket(server, trusting)) {
        assertThatThrownBy(second::startHandshake)
            .isInstanceOfAny(SSLException.class, SocketException.class);
      }
      assertThat(Await.result(first.ping())).isPositive();
    }
  }

  @Test
  @DisplayName("makes one handshake with each client of TLS 1.2, whatever that asks for")
  void makes_no_second_handshake() throws Exception {
    SSLContext trusting = files.renew(PemFiles.Kind.EC);
    try (RunningServer server = start();
        SSLSocket client = socket(server, trusting)) {
      client.setEnabledProtocols(new String[] {"TLSv1.2"});
      client.startHandshake();

      client.startHandshake(); // asks for another one, and does not wait for it

      assertThatThrownBy(client.getInputStream()::read)
          .isInstanceOfAny(SSLException.class, SocketException.class);
    }
  }

  private static SSLSocket socket(RunningServer server, SSLContext trusting) throws IOException {
    var socket =
        (SSLSocket)
            trusting
                .getSocketFactory()
                .createSocket(server.address().getAddress(), server.address().getPort());
    socket.setSoTimeout((int) Await.LONGEST.toMillis());
    return socket;
  }

  @Test
  void would_be_needed_by_a_client_that_speaks_tls_to_a_plain_server() {
    SSLContext trusting = files.renew(PemFiles.Kind.EC);
    try (RunningServer plain = RunningServer.start("", new EchoModule())) {
      assertThat(isTrusted(plain.client(), trusting)).isFalse();
    }
  }

  private RunningServer start(String... settings) {
    return RunningServer.start(
        files.settings() + "\n" + String.join("\n", settings), new EchoModule());
  }

  private static boolean isTrusted(ClientBuilder builder, SSLContext trusting) {
    try (MasterClient client = builder.tls(trusting).build()) {
      client.connect().toCompletableFuture().get(Await.LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("neither connected nor refused", e);
    }
  }

  /** Whatever is said in TLS before, it is no message of ours. */
  private static void assertClosed(RawClient client) {
    assertThat(client.isClosedByServer()).isTrue();
  }
}
