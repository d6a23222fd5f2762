package io.masterserver.runtime.connection.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Random;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What waits for a socket")
class SocketOutputTest {

  private final SocketOutput output = new SocketOutput();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(16);
  private final Client client = new Client();

  /** Takes so many bytes, and no more in one write than it wants. */
  private static final class Client implements WritableByteChannel {

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int takes = Integer.MAX_VALUE;
    private int writes;

    @Override
    public int write(ByteBuffer from) {
      writes++;
      byte[] bytes = new byte[Math.min(from.remaining(), takes)];
      from.get(bytes);
      taken.writeBytes(bytes);
      takes -= bytes.length;
      return bytes.length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void leaves_in_one_write() throws IOException {
    output.add(ByteString.fromString("one "));
    output.add(ByteString.fromString("two "));
    output.add(ByteString.fromString("three"));

    assertThat(output.writeTo(client, buffer)).isTrue();
    assertThat(client.taken).hasToString("one two three");
    assertThat(client.writes).isOne();
    assertThat(output.isEmpty()).isTrue();
  }

  @Test
  void leaves_in_several_writes_if_it_is_more_than_the_buffer_holds() throws IOException {
    output.add(ByteString.fromString("twenty characters..."));
    output.add(ByteString.fromString("and four"));

    assertThat(output.writeTo(client, buffer)).isTrue();
    assertThat(client.taken).hasToString("twenty characters...and four");
    assertThat(client.writes).isEqualTo(2);
  }

  @Test
  void goes_on_where_the_client_has_stopped() throws IOException {
    output.add(ByteString.fromString("one "));
    output.add(ByteString.fromString("two"));
    client.takes = 5;

    assertThat(output.writeTo(client, buffer)).isFalse();
    assertThat(output.size()).isEqualTo(2);

    client.takes = 100;
    assertThat(output.writeTo(client, buffer)).isTrue();
    assertThat(client.taken).hasToString("one two");
  }

  @Test
  void is_never_changed_on_its_way() throws IOException {
    var random = new Random(42);
    var expected = new ByteArrayOutputStream();
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      expected.writeBytes(bytes);
      output.add(ByteString.fromArray(bytes));
      client.takes = random.nextInt(60);
      output.writeTo(client, buffer);
    }
    client.takes = Integer.MAX_VALUE;
    output.writeTo(client, buffer);

    assertThat(client.taken.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @Test
  void holds_nothing_for_empty_bytes() {
    output.add(ByteString.emptyByteString());

    assertThat(output.isEmpty()).isTrue();
  }
}
