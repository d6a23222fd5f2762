package io.masterserver.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The load's requests and answers over WebSocket")
class WebSocketFramesTest {

  private static final int CONNECTION = 7;
  private static final int ID = 3;
  private static final int MASK = 0x37fa213d;

  private final WebSocketFrames answered = new WebSocketFrames(CONNECTION, MASK, false);
  private final WebSocketFrames sentBack = new WebSocketFrames(CONNECTION, MASK, true);
  private final byte[] message = requestMessage();

  @Test
  @DisplayName("a masked frame has the bytes of the example in RFC 6455, 5.7")
  void example() {
    byte[] hello = "Hello".getBytes(StandardCharsets.US_ASCII);

    assertThat(WebSocketFrames.masked(1, MASK, hello))
        .asHexString()
        .isEqualTo("818537FA213D7F9F4D5158");
  }

  @Test
  @DisplayName("a request is the masked frame of the message that goes over TCP")
  void request() {
    byte[] frame = written();

    assertThat(frame)
        .hasSize(sentBack.requestBytes())
        .isEqualTo(WebSocketFrames.masked(WebSocketFrames.BINARY, MASK, message));
  }

  @Test
  @DisplayName("a request is one whole binary message to another decoder")
  void readByNetty() {
    var decoder = new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder().build());
    var channel = new EmbeddedChannel(decoder);
    channel.writeInbound(Unpooled.wrappedBuffer(written()));
    WebSocketFrame frame = channel.readInbound();

    assertThat(frame).isInstanceOf(BinaryWebSocketFrame.class);
    assertThat(frame.isFinalFragment()).isTrue();
    assertThat(ByteBufUtil.getBytes(frame.content())).isEqualTo(message);
    frame.release();
  }

  @Test
  @DisplayName("the request itself is right from a server that sends back what it gets")
  void rightEcho() {
    ByteBuf answer = Unpooled.wrappedBuffer(HexFormat.of().parseHex("822b"), message);

    assertThat(sentBack.isWhole(answer, ID)).isTrue();
    sentBack.readAnswer(answer, ID);
    assertThat(answer.isReadable()).isFalse();
  }

  @Test
  @DisplayName("the response that the master server's codec writes is right from others")
  void rightAnswer() {
    ByteBuf answer = response(ID, Status.SUCCESS);

    assertThat(answered.isWhole(answer, ID)).isTrue();
    answered.readAnswer(answer, ID);
    assertThat(answer.isReadable()).isFalse();
  }

  @Test
  @DisplayName("an answer is not whole before its last byte is there")
  void partOfAnAnswer() {
    ByteBuf answer = response(ID, Status.SUCCESS);

    assertThat(answered.isWhole(answer.slice(0, 45), ID)).isFalse();
    assertThat(answered.isWhole(answer.slice(0, 1), ID)).isFalse();
  }

  @Test
  @DisplayName("an answer to another request, of another status, or that is changed is refused")
  void wrongAnswers() {
    assertRefused(answered, response(ID + 1, Status.SUCCESS));
    assertRefused(answered, response(ID, Status.FAILED));
    assertRefused(sentBack, Unpooled.wrappedBuffer(HexFormat.of().parseHex("822b"), new byte[43]));
  }

  @Test
  @DisplayName("a frame that is not final, not binary or of another length is refused")
  void wrongHead() {
    assertHeadRefused("022c");
    assertHeadRefused("812c");
    assertHeadRefused("822b");
    assertHeadRefused("82ac");
  }

  private void assertHeadRefused(String head) {
    ByteBuf answer = Unpooled.wrappedBuffer(HexFormat.of().parseHex(head));

    assertThatExceptionOfType(LoadFailure.class)
        .isThrownBy(() -> answered.isWhole(answer, ID))
        .withMessageContaining("connection 7, answer to request 3: " + head)
        .withMessageContaining("expected: 822c, then flags 2");
  }

  private static void assertRefused(WebSocketFrames frames, ByteBuf answer) {
    assertThat(frames.isWhole(answer, ID)).isTrue();
    assertThatExceptionOfType(LoadFailure.class).isThrownBy(() -> frames.readAnswer(answer, ID));
  }

  private byte[] written() {
    ByteBuf out = Unpooled.buffer();
    answered.writeRequest(out, ID);
    return ByteBufUtil.getBytes(out);
  }

  private static byte[] requestMessage() {
    ByteBuf out = Unpooled.buffer();
    new TcpFrames(CONNECTION).writeRequest(out, ID);
    return ByteBufUtil.getBytes(out.skipBytes(TcpFrames.LENGTH_BYTES));
  }

  private ByteBuf response(int id, Status status) {
    Message request = MessageCodec.read(message, 0, message.length);
    var out = new WireWriter();
    MessageCodec.writeFrame(Message.response(2, request.data(), id, status), out);
    ByteBuf frame = Unpooled.wrappedBuffer(out.toArray()).skipBytes(TcpFrames.LENGTH_BYTES);
    return Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(HexFormat.of().parseHex("822c")), frame);
  }
}
