package io.masterserver.samples.guide;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/** A key and a certificate for 127.0.0.1 that nobody else trusts, as PEM files. */
public record KeyFiles(Path key, Path chain) {

  private static final String PASSWORD = "only-for-this-test";

  /** Makes new ones in {@code folder}. */
  public static KeyFiles make(Path folder) throws Exception {
    Path store = folder.resolve("key.p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(30, SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    var files = new KeyFiles(folder.resolve("key.pem"), folder.resolve("chain.pem"));
    byte[] key = keys.getKey("server", PASSWORD.toCharArray()).getEncoded();
    write(files.key(), "PRIVATE KEY", key);
    write(files.chain(), "CERTIFICATE", keys.getCertificate("server").getEncoded());
    return files;
  }

  private static void write(Path file, String what, byte[] der) throws Exception {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("-----BEGIN %s-----%n".formatted(what).getBytes(US_ASCII));
      out.write(Base64.getMimeEncoder().encode(der));
      out.write("%n-----END %s-----%n".formatted(what).getBytes(US_ASCII));
    }
  }
}
