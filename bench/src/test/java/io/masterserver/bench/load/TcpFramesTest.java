package io.masterserver.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The load's requests and answers over TCP")
class TcpFramesTest {

  private static final int CONNECTION = 7;
  private static final int ID = 3;

  private final TcpFrames frames = new TcpFrames(CONNECTION);
  private final Message request = requestAsTheServerReadsIt();

  @Test
  @DisplayName("a request is one that the master server's codec reads")
  void request() {
    assertThat(request.opcode()).isEqualTo(2);
    assertThat(request.expectsResponse()).isTrue();
    assertThat(request.requestId()).isEqualTo(ID);
    assertThat(request.data().length()).isEqualTo(EchoMessage.DATA_BYTES);
  }

  @Test
  @DisplayName("the answer that the master server's codec writes is right")
  void rightAnswer() {
    ByteBuf answer = answer(request.data(), ID, Status.SUCCESS);

    assertThat(frames.isWhole(answer, ID)).isTrue();
    frames.readAnswer(answer, ID);
    assertThat(answer.isReadable()).isFalse();
  }

  @Test
  @DisplayName("an answer is not whole before its last byte is there")
  void partOfAnAnswer() {
    ByteBuf answer = answer(request.data(), ID, Status.SUCCESS);

    assertThat(frames.isWhole(answer.slice(0, 47), ID)).isFalse();
    assertThat(frames.isWhole(answer.slice(0, 3), ID)).isFalse();
  }

  @Test
  @DisplayName("an answer with another id, status or payload is refused")
  void wrongAnswers() {
    assertRefused(answer(request.data(), ID + 1, Status.SUCCESS));
    assertRefused(answer(request.data(), ID, Status.FAILED));
    assertRefused(answer(Bytes.wrap(new byte[EchoMessage.DATA_BYTES]), ID, Status.SUCCESS));
  }

  @Test
  @DisplayName("an answer of another length is refused before it is whole")
  void wrongLength() {
    ByteBuf answer = answer(Bytes.wrap(new byte[5]), ID, Status.NOT_HANDLED);

    assertThatExceptionOfType(LoadFailure.class)
        .isThrownBy(() -> frames.isWhole(answer.slice(0, 4), ID))
        .withMessageContaining("connection 7, answer to request 3: 00000011");
  }

  private void assertRefused(ByteBuf answer) {
    assertThatExceptionOfType(LoadFailure.class)
        .isThrownBy(() -> frames.readAnswer(answer, ID))
        .withMessageContaining("expected: a frame of 48 bytes");
  }

  private Message requestAsTheServerReadsIt() {
    ByteBuf out = Unpooled.buffer();
    frames.writeRequest(out, ID);
    byte[] bytes = ByteBufUtil.getBytes(out);
    var decoder = new FrameDecoder(1000);
    decoder.offer(bytes, 0, bytes.length);
    return ((FrameDecoder.Whole) decoder.next()).message();
  }

  private static ByteBuf answer(Bytes data, int id, Status status) {
    var out = new WireWriter();
    MessageCodec.writeFrame(Message.response(2, data, id, status), out);
    return Unpooled.wrappedBuffer(out.toArray());
  }
}
