package io.masterserver.testkit;

import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.core.wire.Message;
import io.masterserver.runtime.peer.PeerConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a {@link TestPeer}: what the peer sends to it, read and kept until asked for.
 */
final class TestConnection {

  private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

  private TestProbe<PeerConnection.Command> probe;
  private final FrameDecoder decoder = new FrameDecoder(MAX_MESSAGE_BYTES);
  private final List<Message> unclaimed = new ArrayList<>();
  private @Nullable String closed;
  private boolean counting;
  private long received;

  TestConnection(TestProbe<PeerConnection.Command> probe) {
    this.probe = probe;
  }

  ActorRef<PeerConnection.Command> ref() {
    return probe.ref();
  }

  /** How many counted messages have come in the session; reads all that has come. */
  long received() {
    while (true) {
      try {
        take(probe.receiveMessage(Duration.ZERO));
      } catch (AssertionError nothingMore) {
        return received;
      }
    }
  }

  /** Goes on over another connection. */
  void moveTo(TestProbe<PeerConnection.Command> other) {
    probe = other;
  }

  Message expectResponse(int requestId) {
    return expect(
        "a response to request " + requestId,
        message -> message.isResponse() && message.responseId() == requestId);
  }

  Message expectMessage(int opcode) {
    return expect(
        "a message with opcode " + opcode,
        message -> !message.isResponse() && message.opcode() == opcode);
  }

  private Message expect(String what, Predicate<Message> wanted) {
    while (true) {
      Optional<Message> found = unclaimed.stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        unclaimed.remove(found.get());
        return found.get();
      }
      receive(what);
    }
  }

  String expectClosed() {
    while (closed == null) {
      receive("that the server closes the connection");
    }
    return closed;
  }

  void expectNothingMore() {
    probe.expectNoMessage(Duration.ZERO);
    if (!unclaimed.isEmpty()) {
      throw new AssertionError("the server has also sent " + unclaimed);
    }
  }

  private void receive(String what) {
    PeerConnection.Command command;
    try {
      command = probe.receiveMessage();
    } catch (AssertionError e) {
      throw new AssertionError(
          "the server has not sent %s; it has sent %s%s"
              .formatted(what, unclaimed, closed == null ? "" : ", and closed: " + closed),
          e);
    }
    take(command);
  }

  private void take(PeerConnection.Command command) {
    switch (command) {
      case PeerConnection.Outbound outbound -> read(outbound.frames().toArray());
      case PeerConnection.Close(String reason) -> closed = reason;
      case PeerConnection.GoAway away -> closed = away.notice().reason();
      case PeerConnection.Attached attached -> {}
      case PeerConnection.Refused refused -> {}
    }
  }

  private void read(byte[] frames) {
    decoder.offer(frames, 0, frames.length);
    while (decoder.next() instanceof FrameDecoder.Whole(Message message)) {
      if (message.opcode() != SessionOperations.ACKNOWLEDGE.opcode()) {
        unclaimed.add(message);
      }
      count(message);
    }
  }

  private void count(Message message) {
    if (counting && SessionOperations.isCounted(message)) {
      received++;
    }
    counting = counting || message.opcode() == SessionOperations.OPEN.opcode();
  }
}
