package io.masterserver.bench.soak.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.masterserver.core.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The framing of a soaking client")
class FramingTest {

  @Test
  @DisplayName("over TCP puts the length before a message, and takes it away again")
  void lengthPrefix() throws IOException {
    byte[] frame = LengthPrefix.INSTANCE.frame(new byte[] {7, 8});

    assertThat(frame).containsExactly(0, 0, 0, 2, 7, 8);
    assertThat(LengthPrefix.INSTANCE.next(in(frame), OutputStream.nullOutputStream()))
        .containsExactly(7, 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 125, 126, 65_535, 65_536})
  @DisplayName("over WebSocket masks a message of any length")
  void masked(int length) {
    byte[] message = new byte[length];
    for (int i = 0; i < length; i++) {
      message[i] = (byte) i;
    }

    assertThat(unmasked(WebSocketFraming.INSTANCE.frame(message))).isEqualTo(message);
  }

  /** The data of a frame, read from its end: whatever came before it was four bytes of mask. */
  private static byte[] unmasked(byte[] frame) {
    int lengthBytes = (frame[1] & 0x7f) < 126 ? 0 : (frame[1] & 0x7f) == 126 ? 2 : 8;
    int maskAt = 2 + lengthBytes;
    byte[] data = new byte[frame.length - maskAt - 4];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (frame[maskAt + 4 + i] ^ frame[maskAt + i % 4]);
    }
    return data;
  }

  @Test
  @DisplayName("over WebSocket joins the parts of a message, and answers the ping between them")
  void parts() throws IOException {
    var answered = new ByteArrayOutputStream();

    byte[] message =
        WebSocketFraming.INSTANCE.next(in(bytes("02 01 07  89 01 2a  80 01 08")), answered);

    assertThat(message).containsExactly(7, 8);
    assertThat(answered.toByteArray()).startsWith(0x8a, 0x81);
    assertThat(unmasked(answered.toByteArray())).containsExactly(0x2a);
  }

  @Test
  @DisplayName("over WebSocket answers a close, and ends")
  void close() {
    var answered = new ByteArrayOutputStream();

    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> WebSocketFraming.INSTANCE.next(in(bytes("88 02 03 e8")), answered));
    assertThat(answered.toByteArray()).startsWith(0x88, 0x82);
  }

  private static byte[] bytes(String hex) {
    return Bytes.ofHex(hex.replace(" ", "")).toArray();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
