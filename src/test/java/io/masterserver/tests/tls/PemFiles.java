package io.masterserver.tests.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The files of a server's certificate, in a folder of the test. */
public record PemFiles(Path key, Path chain) {

  /** How a key is made, and how it signs. */
  public enum Kind {
    RSA("SHA256withRSA", 2048),
    EC("SHA256withECDSA", 256);

    private final String signature;
    private final int bits;

    Kind(String signature, int bits) {
      this.signature = signature;
      this.bits = bits;
    }
  }

  public static PemFiles in(Path folder) {
    return new PemFiles(folder.resolve("key.pem"), folder.resolve("chain.pem"));
  }

  /** The settings of a server that uses these files. */
  public String settings() {
    return "master.tcp.tls { key-file = \"%s\", chain-file = \"%s\", reload-interval = 50 ms }"
        .formatted(key, chain);
  }

  /** Writes a new key and a certificate for 127.0.0.1, and returns a context that trusts it. */
  public SSLContext renew(Kind kind) {
    try {
      var generator = KeyPairGenerator.getInstance(kind.name());
      generator.initialize(kind.bits);
      KeyPair pair = generator.generateKeyPair();
      X509Certificate certificate = certificate(kind, pair);
      write(chain, pem(certificate));
      write(key, pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
      return trusting(certificate);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  /** Writes something that is no key. */
  void breakKey() {
    write(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
  }

  /** Writes a file whose time is never that of what it replaces, however coarse the clock. */
  private static void write(Path file, String text) {
    try {
      Instant before =
          Files.exists(file) ? Files.getLastModifiedTime(file).toInstant() : Instant.now();
      Files.writeString(file, text);
      Files.setLastModifiedTime(file, FileTime.from(before.plusSeconds(2)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static X509Certificate certificate(Kind kind, KeyPair pair)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    var self = new X500Principal("CN=localhost");
    Instant now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            self,
            BigInteger.valueOf(System.nanoTime()),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(Duration.ofHours(1))),
            self,
            pair.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder(kind.signature).build(pair.getPrivate())));
  }

  private static String pem(Object what) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(what);
    }
    return text.toString();
  }

  private static SSLContext trusting(X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", certificate);
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
