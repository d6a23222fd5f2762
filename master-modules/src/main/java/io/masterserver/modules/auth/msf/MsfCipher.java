package io.masterserver.modules.auth.msf;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.MalformedPacket;
import io.masterserver.core.wire.WireReader;
import io.masterserver.core.wire.WireWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals dictionaries as clients of the ancestor do, and opens them: AES-256 in CBC mode, with a key
 * made of a text by PBKDF2.
 *
 * <p>Layout: {@code length of the IV:int32 little-endian, IV, ciphertext}; inside: {@code
 * length:int32, dictionary}, padded as PKCS#7 says. Nothing protects it from being changed on the
 * way.
 *
 * <p>Immutable. Threads: any.
 */
public final class MsfCipher {

  /** Longest sealed dictionary that is opened, in bytes: name, password and e-mail are far less. */
  static final int MAX_SEALED = 8192;

  private static final byte[] SALT = "o6806642kbM7c5".getBytes(US_ASCII);
  private static final int ROUNDS = 1000;
  private static final int KEY_BITS = 256;
  private static final int BLOCK = 16;
  private static final int CIPHERTEXT_AT = Integer.BYTES + BLOCK;

  private final SecretKey key;

  private MsfCipher(SecretKey key) {
    this.key = key;
  }

  /** Returns the cipher of a key as both sides have agreed on it. Takes about a millisecond. */
  public static MsfCipher withKey(String text) {
    var spec = new PBEKeySpec(text.toCharArray(), SALT, ROUNDS, KEY_BITS);
    try {
      byte[] bytes =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1").generateSecret(spec).getEncoded();
      return new MsfCipher(new SecretKeySpec(bytes, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA1", e);
    } finally {
      spec.clearPassword();
    }
  }

  /**
   * Opens a sealed dictionary.
   *
   * @throws MalformedPacket if it is none, or was sealed with another key; it is the same whatever
   *     the fault, lest somebody finds the contents out by trying
   */
  public Map<String, String> open(Bytes sealed) {
    int ciphertext = sealed.length() - CIPHERTEXT_AT;
    if (sealed.length() > MAX_SEALED || ciphertext < BLOCK || ciphertext % BLOCK != 0) {
      throw malformed();
    }
    byte[] bytes = sealed.toArray();
    if (ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt() != BLOCK) {
      throw malformed();
    }
    var iv = new IvParameterSpec(bytes, Integer.BYTES, BLOCK);
    return dictionary(run(Cipher.DECRYPT_MODE, iv, bytes, CIPHERTEXT_AT, ciphertext));
  }

  /**
   * Seals a dictionary.
   *
   * @param iv 16 bytes, hard to guess, never used before
   */
  public Bytes seal(Map<String, String> dictionary, Bytes iv) {
    if (iv.length() != BLOCK) {
      throw new IllegalArgumentException(
          "IV: %d bytes (expected: %d)".formatted(iv.length(), BLOCK));
    }
    var plain = new WireWriter();
    Codec.NESTED_DICTIONARY.write(dictionary, plain);
    byte[] padded = padded(plain.toArray());
    var out = new WireWriter(CIPHERTEXT_AT + padded.length);
    out.writeInt(Integer.reverseBytes(BLOCK));
    out.writeBytes(iv);
    out.writeBytes(
        Bytes.wrap(
            run(Cipher.ENCRYPT_MODE, new IvParameterSpec(iv.toArray()), padded, 0, padded.length)));
    return out.toBytes();
  }

  /**
   * Reads on before the padding is judged, and judges all of it: what is wrong does not show in how
   * long it takes either.
   */
  private static Map<String, String> dictionary(byte[] plain) {
    WireReader in = WireReader.of(ByteBuffer.wrap(plain));
    Map<String, String> dictionary;
    boolean readable = true;
    try {
      dictionary = Codec.NESTED_DICTIONARY.read(in);
    } catch (MalformedPacket e) {
      dictionary = Map.of();
      readable = false;
    }
    if (!endsWithPadding(plain, in.remaining()) || !readable) {
      throw malformed();
    }
    return dictionary;
  }

  private static boolean endsWithPadding(byte[] plain, int length) {
    int wrong = length < 1 || length > BLOCK ? 1 : 0;
    for (int i = 1; i <= BLOCK; i++) {
      wrong |= i <= length ? plain[plain.length - i] ^ length : 0;
    }
    return wrong == 0;
  }

  private static byte[] padded(byte[] plain) {
    int padding = BLOCK - plain.length % BLOCK;
    byte[] padded = Arrays.copyOf(plain, plain.length + padding);
    Arrays.fill(padded, plain.length, padded.length, (byte) padding);
    return padded;
  }

  /** Without padding, which is ours: else a wrong one would be found out in a way of its own. */
  private byte[] run(int mode, IvParameterSpec iv, byte[] bytes, int from, int length) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(mode, key, iv);
      return cipher.doFinal(bytes, from, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES in CBC mode", e);
    }
  }

  private static MalformedPacket malformed() {
    return new MalformedPacket("sealed dictionary: cannot be opened (expected: see MsfCipher)");
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "MsfCipher";
  }
}
