package io.masterserver.tests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.masterserver.core.wire.Bytes;
import io.masterserver.modules.auth.msf.MsfCredentials;
import io.masterserver.modules.auth.service.Refused;
import io.masterserver.tests.fixture.MsfSecurity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Public keys that clients of the ancestor send: XML that is no XML, and numbers that are none. */
final class MsfKeysTarget implements FuzzTarget {

  /** As long as the longest key that is taken, in bytes. */
  private static final int LONGEST_ANSWER = 4096 / Byte.SIZE;

  /**
   * To work with a key of 4096 bits takes some, whatever the input; each byte of the XML becomes a
   * character of a text, of its elements and of what is decoded from them.
   */
  private static final Memory MEMORY = new Memory(1 << 20, 128);

  private final MsfCredentials credentials = new MsfCredentials();

  @Override
  public void read(byte[] input) {
    MEMORY
        .bounded(input.length, () -> answer(Bytes.wrap(input).utf8()))
        .filter(answer -> answer.isEmpty() || answer.length() > LONGEST_ANSWER)
        .ifPresent(
            answer -> {
              throw new AssertionError("answer of %d bytes".formatted(answer.length()));
            });
  }

  private Optional<Bytes> answer(String publicKey) {
    try {
      return Optional.of(credentials.agree(Optional.empty(), publicKey).answer());
    } catch (Refused refused) {
      return Optional.empty();
    }
  }

  @Override
  public List<byte[]> seeds() {
    String key = new MsfSecurity().publicKey();
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(key.getBytes(UTF_8));
    seeds.add(key.replaceAll("<\\?.*\\?>\\s*|\\sxmlns\\S*|\\s(?=<)", "").getBytes(UTF_8));
    return seeds;
  }
}
