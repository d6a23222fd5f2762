package io.masterserver.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.wire.Bytes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A saved session")
class SavedSessionTest {

  private static final PeerId PEER = new PeerId(5);
  private static final Bytes HASH = Bytes.ofUtf8("hash");

  @Test
  void shows_neither_its_hash_nor_its_state() {
    assertThat(new SavedSession(PEER, 2, HASH, Bytes.ofUtf8("state")))
        .hasToString("SavedSession[peer 5, epoch 2, 5 bytes]");
  }

  @Test
  void refuses_what_cannot_be_stored() {
    assertThatThrownBy(() -> new SavedSession(PEER, 0, HASH, Bytes.EMPTY))
        .hasMessage("epoch: 0 (expected: 1 or more)");
    assertThatThrownBy(() -> new SavedSession(PEER, 1, Bytes.EMPTY, Bytes.EMPTY))
        .hasMessage("secret hash: 0 bytes (expected: 1..64)");
    assertThatThrownBy(() -> new SavedSession(PEER, 1, HASH, Bytes.wrap(new byte[256 * 1024 + 1])))
        .hasMessage("state of the session of peer 5: 262145 bytes (expected: 0..262144)");
  }
}
