package io.masterserver.tests.fuzz;

import io.masterserver.core.wire.MalformedMessage;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import java.util.List;
import java.util.Optional;

/** Messages: what is read can be written, and is then read as the same. */
final class MessagesTarget implements FuzzTarget {

  @Override
  public void read(byte[] input) {
    Memory.OF_A_PACKET.bounded(input.length, () -> message(input)).ifPresent(this::readAgain);
  }

  private static Optional<Message> message(byte[] bytes) {
    try {
      return Optional.of(MessageCodec.read(bytes, 0, bytes.length));
    } catch (MalformedMessage refused) {
      return Optional.empty();
    }
  }

  private void readAgain(Message message) {
    var out = new WireWriter();
    MessageCodec.write(message, out);
    Message again = MessageCodec.read(out.toBytes());
    if (!message.equals(again)) {
      throw new AssertionError("read: %s, then written and read: %s".formatted(message, again));
    }
  }

  @Override
  public List<byte[]> seeds() {
    return Recordings.messages();
  }
}
