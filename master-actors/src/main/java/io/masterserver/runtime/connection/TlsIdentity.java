package io.masterserver.runtime.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.pekko.pki.pem.DERPrivateKeyLoader;
import org.apache.pekko.pki.pem.PEMDecoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate that the server shows, read from PEM files. Threads: any. */
public final class TlsIdentity {

  private static final Logger log = LoggerFactory.getLogger(TlsIdentity.class);

  private static final List<String> PKCS8_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  private final TlsSettings settings;
  private volatile Loaded loaded;

  /** What was read, and how old the files were then. */
  private record Loaded(SSLContext context, FileTime keyTime, FileTime chainTime) {}

  private TlsIdentity(TlsSettings settings, Loaded loaded) {
    this.settings = settings;
    this.loaded = loaded;
  }

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException if that fails; says which file and why
   */
  public static TlsIdentity load(TlsSettings settings) {
    return new TlsIdentity(settings, read(settings));
  }

  /** Returns the server side of a new connection. */
  SSLEngine newEngine() {
    SSLEngine engine = loaded.context().createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    return engine;
  }

  /**
   * Reads the files again if they have changed; new connections see the new certificate. Files that
   * cannot be used are reported, and the certificate stays. Blocks.
   */
  public void reloadIfChanged() {
    try {
      if (time(settings.keyFile()).equals(loaded.keyTime())
          && time(settings.chainFile()).equals(loaded.chainTime())) {
        return;
      }
      loaded = read(settings);
      log.info("TLS certificate read again from {}", settings.chainFile());
    } catch (RuntimeException e) {
      log.warn("TLS certificate stays as it was: {}", e.getMessage());
    }
  }

  private static Loaded read(TlsSettings settings) {
    FileTime keyTime = time(settings.keyFile());
    FileTime chainTime = time(settings.chainFile());
    PrivateKey key = key(settings.keyFile());
    Certificate[] chain = chain(settings.chainFile());
    try {
      checkPair(key, chain[0].getPublicKey());
      char[] noPassword = {};
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, noPassword);
      store.setKeyEntry("server", key, noPassword, chain);
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, noPassword);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return new Loaded(context, keyTime, chainTime);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "TLS key %s and certificate %s do not go together: %s"
              .formatted(settings.keyFile(), settings.chainFile(), e.getMessage()),
          e);
    }
  }

  /** A key store takes any key with any certificate; only clients would notice. */
  private static void checkPair(PrivateKey key, PublicKey certified)
      throws GeneralSecurityException {
    byte[] anything = "anything".getBytes(StandardCharsets.US_ASCII);
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm(); // EdDSA names both
        };
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(anything);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update(anything);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("the certificate is for another key");
    }
  }

  private static PrivateKey key(Path file) {
    try {
      PEMDecoder.DERData pem = PEMDecoder.decode(Files.readString(file));
      return pem.label().equals("PRIVATE KEY")
          ? pkcs8(new PKCS8EncodedKeySpec(pem.bytes()))
          : DERPrivateKeyLoader.load(pem);
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "TLS key %s: %s (expected: an unencrypted PEM private key, PKCS#8 or RSA; 'openssl pkcs8 -topk8 -nocrypt' makes one of others)"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Pekko's loader takes every such key for one of RSA. */
  private static PrivateKey pkcs8(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
    for (String algorithm : PKCS8_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        log.debug("Not a key of {}: {}", algorithm, e.getMessage());
      }
    }
    throw new InvalidKeySpecException("not a key of any of " + PKCS8_ALGORITHMS);
  }

  private static Certificate[] chain(Path file) {
    try (var in = Files.newInputStream(file)) {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
      if (chain.length == 0) {
        throw new IllegalArgumentException(
            "TLS certificate %s: empty (expected: one or more PEM certificates)".formatted(file));
      }
      return chain;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "TLS certificate %s: it cannot be read as one (expected: PEM, 'BEGIN CERTIFICATE')"
              .formatted(file),
          e);
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("TLS file %s: there is no such file".formatted(file), e);
    } catch (IOException e) {
      throw new UncheckedIOException("TLS file %s cannot be read: %s".formatted(file, e), e);
    }
  }
}
