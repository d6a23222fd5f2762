package io.masterserver.runtime.connection;

import static io.masterserver.runtime.connection.OutboundBuffer.LARGEST_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An outbound buffer")
class OutboundBufferTest {

  private final Random random = new Random(1);
  private final OutboundBuffer buffer = new OutboundBuffer();

  @Test
  void gives_back_what_it_was_given_in_order_and_in_writes_of_bounded_size() {
    ByteString given = ByteString.emptyByteString();
    for (int i = 0; i < 500; i++) {
      ByteString frames = bytes(i % 50 == 0 ? 3 * LARGEST_WRITE + i : 1 + random.nextInt(300));
      buffer.addAnswers(frames);
      given = given.concat(frames);
    }

    assertThat(buffer.size()).isEqualTo(given.size());
    assertThat(takeAll()).isEqualTo(given);
    assertThat(buffer.size()).isZero();
  }

  @Test
  void writes_many_small_pieces_at_once() {
    for (int i = 0; i < 1000; i++) {
      buffer.addAnswers(bytes(20));
    }

    assertThat(buffer.take().size()).isEqualTo(20_000);
    assertThat(buffer.isEmpty()).isTrue();
  }

  @Test
  void counts_what_was_not_asked_for_until_it_has_left() {
    buffer.addAnswers(bytes(2 * LARGEST_WRITE));
    assertThat(buffer.unasked()).isZero();

    buffer.addUnasked(bytes(LARGEST_WRITE));
    assertThat(buffer.unasked()).isEqualTo(LARGEST_WRITE);

    takeAll();
    assertThat(buffer.unasked()).isZero();
  }

  private ByteString takeAll() {
    ByteString taken = ByteString.emptyByteString();
    while (!buffer.isEmpty()) {
      ByteString write = buffer.take();
      assertThat(write.size()).isBetween(1, LARGEST_WRITE);
      taken = taken.concat(write);
    }
    return taken;
  }

  private ByteString bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return ByteString.fromArray(bytes);
  }
}
