package io.masterserver.tests.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.modules.auth.msf.MsfAgreement;
import io.masterserver.modules.auth.msf.MsfCipher;
import io.masterserver.modules.auth.msf.MsfCredentials;
import io.masterserver.modules.auth.service.Refused;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sealed credentials of clients of the ancestor.
 *
 * <p>Layout of an input: {@code sealed:int8}; with anything but 0 the rest is what was sent; with 0
 * it is what is sealed, to get behind the encryption.
 */
final class MsfCredentialsTarget implements FuzzTarget {

  private static final String KEY = "1a2b3c4d";
  private static final int BLOCK = 16;
  private static final byte[] IV = new byte[BLOCK];

  /**
   * What Java takes for a cipher and its key, whatever the input; each byte is read twice, and
   * decrypted, read as text and put into a map each time.
   */
  private static final Memory MEMORY = new Memory(1 << 16, 256);

  private final MsfCredentials credentials = new MsfCredentials();
  private final MsfCipher cipher = MsfCipher.withKey(KEY);
  private final SecretKeySpec key = key();

  @Override
  public void read(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(input, 1, input.length);
    Bytes sealed = input[0] == 0 ? sealed(rest) : Bytes.wrap(rest);
    var agreement = Optional.of(new MsfAgreement(cipher, Bytes.EMPTY));
    MEMORY.bounded(
        input.length,
        () -> {
          accepted(() -> credentials.logIn(agreement, sealed));
          accepted(() -> credentials.registration(agreement, sealed));
          return true;
        });
  }

  private static void accepted(Runnable request) {
    try {
      request.run();
    } catch (Refused refused) {
      if (String.valueOf(refused.getMessage()).isEmpty()) {
        throw new AssertionError("refused without a text", refused);
      }
    }
  }

  /** Fills the last block with what the bytes end with: so padding is the input's to choose. */
  private Bytes sealed(byte[] plain) {
    byte[] blocks = new byte[Math.ceilDiv(plain.length + 1, BLOCK) * BLOCK];
    Arrays.fill(blocks, (byte) (blocks.length - plain.length));
    System.arraycopy(plain, 0, blocks, 0, plain.length);
    try {
      Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(IV));
      var out = new WireWriter();
      out.writeInt(Integer.reverseBytes(BLOCK));
      out.writeBytes(Bytes.wrap(IV));
      out.writeBytes(Bytes.wrap(aes.doFinal(blocks)));
      return out.toBytes();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("no AES", e);
    }
  }

  private static SecretKeySpec key() {
    byte[] salt = "o6806642kbM7c5".getBytes(US_ASCII);
    var spec = new PBEKeySpec(KEY.toCharArray(), salt, 1000, 256);
    try {
      var factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1");
      return new SecretKeySpec(factory.generateSecret(spec).getEncoded(), "AES");
    } catch (GeneralSecurityException e) {
      throw new AssertionError("no PBKDF2", e);
    }
  }

  @Override
  public List<byte[]> seeds() {
    Map<String, String> account = new LinkedHashMap<>();
    account.put("username", "ann");
    account.put("password", "secret");
    account.put("email", "ann@example.org");
    return List.of(
        plain(account),
        plain(Map.of("guest", "")),
        plain(Map.of("token", "t")),
        plain(Map.of()),
        input(1, cipher.seal(account, Bytes.wrap(IV))));
  }

  private static byte[] plain(Map<String, String> fields) {
    return input(0, Codec.NESTED_DICTIONARY.encode(fields));
  }

  private static byte[] input(int sealed, Bytes rest) {
    var out = new WireWriter();
    out.writeByte(sealed);
    out.writeBytes(rest);
    return out.toArray();
  }
}
