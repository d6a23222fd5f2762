package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.SAY;
import static io.masterserver.core.client.Operations.await;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "over {0}")
@EnumSource(Over.class)
@DisplayName("A client with TLS")
class TlsTest {

  private final Over over;

  private static final String PASSWORD = "only-for-this-test";

  @TempDir private Path directory;

  TlsTest(Over over) {
    this.over = over;
  }

  @Test
  @DisplayName("speaks with a server whose certificate is for its address, and closes in order")
  void trusted() throws Exception {
    SSLContext tls = certifiedFor("ip:127.0.0.1");
    try (var server = over.serve(tls);
        var client = server.clientBuilder().tls(tls).build()) {
      server.onMessage(
          (peer, message) -> {
            if (message.expectsResponse()) {
              peer.answer(LENGTH, message, message.data().length());
            }
          });
      await(client.connect());
      TestPeer peer = server.accept();

      assertThat(await(client.request(LENGTH, "x".repeat(100_000))).value()).isEqualTo(100_000);

      peer.receive();
      client.send(SAY, "goodbye");
      client.close();
      assertThat(peer.receive().data().utf8()).isEqualTo("goodbye");
      assertThat(peer.awaitEnd()).isTrue();
    }
  }

  @Test
  @DisplayName("does not speak with a server whose certificate is for another host")
  void another_host() throws Exception {
    SSLContext tls = certifiedFor("dns:elsewhere.example");
    try (var server = over.serve(tls);
        var client = server.clientBuilder().tls(tls).build()) {

      assertThatThrownBy(() -> await(client.connect()))
          .hasRootCauseInstanceOf(CertificateException.class)
          .cause()
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no connection to " + server.name() + ": ")
          .hasCauseInstanceOf(SSLHandshakeException.class);
    }
  }

  /** A context with a certificate for {@code host}, which it also trusts. */
  private SSLContext certifiedFor(String host) throws Exception {
    Path file = directory.resolve("key.p12");
    keytool(file, host);
    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusting(store));
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return tls;
  }

  private static KeyStore trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    return trusted;
  }

  private static void keytool(Path file, String host) throws Exception {
    var command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-dname",
            "CN=test",
            "-ext",
            "san=" + host,
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    Process process = command.redirectErrorStream(true).start();
    assertThat(process.waitFor(30, SECONDS)).isTrue();
    assertThat(process.exitValue())
        .as(new String(process.getInputStream().readAllBytes()))
        .isZero();
  }
}
