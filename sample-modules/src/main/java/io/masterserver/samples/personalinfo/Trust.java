package io.masterserver.samples.personalinfo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom a client that speaks TLS trusts. */
final class Trust {

  private Trust() {}

  /**
   * Trusts the certificates in {@code pem}, and no others.
   *
   * @throws IOException if there are none
   */
  static SSLContext only(Path pem) throws IOException {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (var found : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("certificate-" + trusted.size(), found);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return tls;
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          "--trust %s: no certificates can be read from it (give a file with PEM certificates)"
              .formatted(pem),
          e);
    }
  }
}
