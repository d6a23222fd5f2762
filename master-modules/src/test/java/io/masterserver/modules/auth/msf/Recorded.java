package io.masterserver.modules.auth.msf;

import io.masterserver.core.wire.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPrivateKeySpec;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;

/** What a real client and a real server of the ancestor have said to each other. */
final class Recorded {

  /** The key that they had agreed on. */
  static final String KEY = "1a2b3c4d";

  /** A log-in, sealed with {@link #KEY}. */
  static final Bytes LOG_IN =
      Bytes.ofHex(
          "1000000039540c91525175f5e97208e68bb9b8915d12e5347cc10562b4c3f68693102f5b"
              + "8cf23fd95eb3f5a786ba76ae6252122e9ef70365957174b4825f0c196a5d9805");

  /** Where the IV of {@link #LOG_IN} begins. */
  static final int IV_AT = 4;

  /** What is in {@link #LOG_IN}, in its order. */
  static final Map<String, String> FIELDS = new LinkedHashMap<>();

  /** The public key of the client, as it was sent. */
  static final String PUBLIC_KEY =
      """
      <?xml version="1.0" encoding="utf-16"?>
      <RSAParameters xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <Exponent>AQAB</Exponent>
        <Modulus>h53jyOHLsxZpImGutdVhXIyCrLO1/M9m2SAz/4uHFlaRoiauYJi9IxoyV5AQB/WmC/AHgQ9iI4UzNmU1HHNnYQ==</Modulus>
      </RSAParameters>""";

  /** {@link #KEY}, encrypted for {@link #PUBLIC_KEY}. */
  static final Bytes ANSWER =
      Bytes.ofHex(
          "77edabfe298f505c7100ace33e453dffbf7cde4ddbe3ae002bc85a595a47ec75"
              + "8a5a0ac1a3153cf846f8a70b8883a27c35736e429288132661500420612d0052");

  static final BigInteger MODULUS =
      new BigInteger(
          "879de3c8e1cbb316692261aeb5d5615c8c82acb3b5fccf66d92033ff8b871656"
              + "91a226ae6098bd231a3257901007f5a60bf007810f622385333665351c736761",
          16);

  private static final BigInteger PRIVATE_EXPONENT =
      new BigInteger(
          "82c9feb7e92aee581aa491d8507cad1cf855be00c2ee41874ab707eed7bd3c08"
              + "6811fe15f2100959895d70ea111e3e153d32f10c1ff5b2a0fc2cc383bab2d2c1",
          16);

  static {
    FIELDS.put("username", "player");
    FIELDS.put("password", "secret");
  }

  private Recorded() {}

  /** Returns what the client makes of an answer. */
  static byte[] decrypted(Bytes answer) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          KeyFactory.getInstance("RSA")
              .generatePrivate(new RSAPrivateKeySpec(MODULUS, PRIVATE_EXPONENT)));
      return cipher.doFinal(answer.toArray());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("the client cannot decrypt it", e);
    }
  }
}
