package io.masterserver.runtime.forming;

import io.masterserver.api.SettingsSection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.pki.pem.DERPrivateKeyLoader;
import org.apache.pekko.pki.pem.PEMDecoder;
import org.apache.pekko.pki.pem.PEMLoadingException;
import org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider;

/** The section {@code master.cluster.tls}: what a node shows to other nodes, and whom it trusts. */
public record NodeTls(Path key, Path chain, Path ca) {

  private static final String ENGINE = "pekko.remote.artery.ssl.rotating-keys-engine.";

  /**
   * Reads the section, and looks at the files: Pekko would only find out when it connects.
   *
   * @throws IllegalArgumentException if not all files are set, or one cannot be used
   */
  static Optional<NodeTls> from(SettingsSection tls) {
    Optional<Path> key = tls.path("key-file");
    Optional<Path> chain = tls.path("chain-file");
    Optional<Path> ca = tls.path("ca-file");
    if (key.isEmpty() && chain.isEmpty() && ca.isEmpty()) {
      return Optional.empty();
    }
    if (key.isEmpty() || chain.isEmpty() || ca.isEmpty()) {
      String missing = key.isEmpty() ? "key-file" : chain.isEmpty() ? "chain-file" : "ca-file";
      throw tls.wrong(missing, "empty", "key-file, chain-file and ca-file all set, or none");
    }
    var files = new NodeTls(key.get(), chain.get(), ca.get());
    files.check(tls);
    return Optional.of(files);
  }

  private void check(SettingsSection tls) {
    Certificate own = certificate(tls, "chain-file", chain);
    Certificate authority = certificate(tls, "ca-file", ca);
    PrivateKey secret = key(tls);
    if (!(secret instanceof RSAPrivateKey privateKey
        && own.getPublicKey() instanceof RSAPublicKey publicKey
        && publicKey.getModulus().equals(privateKey.getModulus()))) {
      throw tls.wrong("key-file", key, "the RSA key of the certificate in " + chain);
    }
    try {
      own.verify(authority.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw tls.wrong(
          "chain-file", chain, "a certificate that the one in %s has signed".formatted(ca));
    }
  }

  private static Certificate certificate(SettingsSection tls, String name, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException | GeneralSecurityException e) {
      throw tls.wrong(name, file + " cannot be read", "a PEM file of a certificate");
    }
  }

  private PrivateKey key(SettingsSection tls) {
    try {
      return DERPrivateKeyLoader.load(PEMDecoder.decode(Files.readString(key)));
    } catch (IOException | PEMLoadingException e) {
      throw tls.wrong("key-file", key + " cannot be read", "a PEM file of an unencrypted RSA key");
    }
  }

  Map<String, Object> pekko() {
    return Map.of(
        "pekko.remote.artery.transport",
        "tls-tcp",
        "pekko.remote.artery.ssl.ssl-engine-provider",
        RotatingKeysSSLEngineProvider.class.getName(),
        ENGINE + "key-file",
        key.toAbsolutePath().toString(),
        ENGINE + "cert-file",
        chain.toAbsolutePath().toString(),
        ENGINE + "ca-cert-file",
        ca.toAbsolutePath().toString());
  }
}
