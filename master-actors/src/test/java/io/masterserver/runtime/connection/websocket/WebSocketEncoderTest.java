package io.masterserver.runtime.connection.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A WebSocket encoder")
class WebSocketEncoderTest {

  private static ByteString prefixed(int... lengths) {
    var out = new WireWriter();
    for (int length : lengths) {
      out.writeInt(length);
      out.writeBytes(Bytes.wrap(new byte[length]));
    }
    return ByteString.fromArray(out.toArray());
  }

  @ParameterizedTest(name = "{0} bytes")
  @CsvSource({
    "0, 8200",
    "125, 827d",
    "126, 827e007e",
    "65535, 827effff",
    "65536, 827f0000000000010000"
  })
  void writes_the_shortest_header(int length, String header) {
    byte[] frame = WebSocketEncoder.messages(prefixed(length)).toArray();

    assertThat(frame).hasSize(header.length() / 2 + length);
    assertThat(HexFormat.of().formatHex(Arrays.copyOf(frame, header.length() / 2)))
        .isEqualTo(header);
  }

  @Test
  void writes_each_message_in_a_frame_of_its_own() {
    assertThat(WebSocketEncoder.messages(prefixed(1, 0, 2)).toArray())
        .isEqualTo(HexFormat.of().parseHex("820100" + "8200" + "82020000"));
  }

  @Test
  void cuts_a_long_reason_between_characters() {
    byte[] frame = WebSocketEncoder.close(CloseCode.POLICY, "x" + "ü".repeat(100)).toArray();

    assertThat(new String(frame, 4, frame.length - 4, StandardCharsets.UTF_8))
        .isEqualTo("x" + "ü".repeat(61));
    assertThat(HexFormat.of().formatHex(Arrays.copyOf(frame, 4))).isEqualTo("887d03f0");
  }
}
