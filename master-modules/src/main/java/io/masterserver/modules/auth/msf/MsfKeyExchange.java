package io.masterserver.modules.auth.msf;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.MalformedPacket;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;
import javax.crypto.Cipher;

/**
 * Makes keys, and tells them to clients: encrypted for a public RSA key that the client has sent,
 * which nobody vouches for.
 *
 * <p>Threads: any; takes milliseconds.
 */
final class MsfKeyExchange {

  /** 8 hexadecimal digits, as its clients expect. */
  private static final int KEY_BYTES = 4;

  private final SecureRandom random = new SecureRandom();

  /**
   * Makes a key for a client.
   *
   * @param publicKey the client's, as XML
   * @throws MalformedPacket if it is none
   */
  MsfAgreement agree(String publicKey) {
    RSAPublicKeySpec theirs = MsfPublicKey.parse(publicKey);
    String key = newKey();
    return new MsfAgreement(MsfCipher.withKey(key), encrypted(key, theirs));
  }

  private String newKey() {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  private static Bytes encrypted(String key, RSAPublicKeySpec theirs) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.ENCRYPT_MODE, KeyFactory.getInstance("RSA").generatePublic(theirs));
      return Bytes.wrap(cipher.doFinal(key.getBytes(UTF_16LE)));
    } catch (GeneralSecurityException e) {
      throw new MalformedPacket("public key: not usable for RSA with PKCS#1 v1.5");
    }
  }
}
