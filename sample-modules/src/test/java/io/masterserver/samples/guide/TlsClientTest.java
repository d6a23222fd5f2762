package io.masterserver.samples.guide;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.core.client.MasterClient;
import io.masterserver.runtime.guardian.MasterServer;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Chapter 2 of the guide: a client with TLS")
class TlsClientTest {

  @TempDir private Path folder;

  private KeyFiles files;
  private MasterServer server;

  @BeforeEach
  void start() throws Exception {
    files = KeyFiles.make(folder);
    server =
        MasterServer.start(
                MasterServer.configuration(
                    ConfigFactory.parseMap(
                        Map.of(
                            "master.tcp.bind-port",
                            0,
                            "master.websocket.bind-port",
                            0,
                            "master.tcp.tls.key-file",
                            files.key().toString(),
                            "master.tcp.tls.chain-file",
                            files.chain().toString()))),
                List.of())
            .toCompletableFuture()
            .get(30, SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    server.stop().toCompletableFuture().get(30, SECONDS);
  }

  @Test
  void trusts_the_certificate_of_its_game() throws Exception {
    int port = server.address("tls").getPort();
    Path certificate = files.chain();
    // tag::tls[]
    try (MasterClient client =
        MasterClient.builder().address("127.0.0.1", port).tls(trusting(certificate)).build()) {
      client.connect().toCompletableFuture().get(10, SECONDS);
      assertThat(client.isConnected()).isTrue();
    }
    // end::tls[]
  }

  @Test
  void trusts_it_by_web_socket_too() throws Exception {
    URI uri = URI.create("wss://127.0.0.1:" + server.address("wss").getPort());
    SSLContext tls = trusting(files.chain());
    try (MasterClient client = MasterClient.builder().webSocket(uri).tls(tls).build()) {
      client.connect().toCompletableFuture().get(10, SECONDS);
      assertThat(client.ping().toCompletableFuture().get(10, SECONDS)).isPositive();
    }
  }

  // tag::trusting[]
  /** Trusts the certificates in {@code pem}, and no others. */
  static SSLContext trusting(Path pem) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      for (var found : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("certificate-" + trusted.size(), found);
      }
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return tls;
  }

  // end::trusting[]
}
