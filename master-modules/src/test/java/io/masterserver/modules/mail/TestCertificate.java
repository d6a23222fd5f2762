package io.masterserver.modules.mail;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that signs itself.
 *
 * @param server shows it
 * @param trustFile PEM, lists it
 */
record TestCertificate(SSLContext server, Path trustFile) {

  private static final String PASSWORD = "only-for-this-test";

  /**
   * @param host like {@code ip:127.0.0.1}
   */
  static TestCertificate certifiedFor(String host, Path folder) throws Exception {
    Path file = folder.resolve("key.p12");
    keytool(file, host);
    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    byte[] certificate = store.getCertificate("server").getEncoded();
    String pem =
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(certificate));
    return new TestCertificate(tls, Files.writeString(folder.resolve("trust.pem"), pem));
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
