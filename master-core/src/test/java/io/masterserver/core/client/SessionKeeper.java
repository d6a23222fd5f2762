package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.SAY;

import io.masterserver.core.packet.session.ResumeSession;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.packet.session.SessionResumed;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A server with one session, kept as docs/protocol.md says. Remembers what it was asked, answers
 * the length of it, and then says how many requests there were.
 */
final class SessionKeeper implements BiConsumer<TestPeer, Message> {

  private static final int ACKNOWLEDGED = 32;

  private final List<String> executed = new ArrayList<>();
  private final Queue<Message> kept = new ArrayDeque<>();
  private @Nullable TestPeer current;
  private long sentAndAcknowledged;
  private long received;
  private boolean open;

  synchronized List<String> executed() {
    return List.copyOf(executed);
  }

  @Override
  public synchronized void accept(TestPeer from, Message message) {
    if (message.opcode() == SessionOperations.OPEN.opcode()) {
      current = from;
      tell(response(message, SessionOperations.OPEN.answer(), SessionScript.ticket()));
      open = true;
    } else if (message.opcode() == SessionOperations.RESUME.opcode()) {
      current = from;
      resume(message, SessionOperations.RESUME.packet().decode(message.data()));
    } else if (from != current || !open) {
      // of a connection that has been replaced: it comes again
    } else if (message.opcode() == SessionOperations.ACKNOWLEDGE.opcode()) {
      acknowledged(SessionOperations.ACKNOWLEDGE.packet().decode(message.data()));
    } else if (SessionOperations.isCounted(message)) {
      count(message);
    }
  }

  private void resume(Message request, ResumeSession resume) {
    acknowledged(resume.received());
    var answer = new SessionResumed(received, false, List.of());
    tell(response(request, SessionOperations.RESUME.answer(), answer));
    kept.forEach(this::tell);
  }

  private void acknowledged(long count) {
    while (sentAndAcknowledged < count) {
      kept.remove();
      sentAndAcknowledged++;
    }
  }

  private void count(Message request) {
    received++;
    if (received % ACKNOWLEDGED == 0) {
      tell(notification(SessionOperations.ACKNOWLEDGE.opcode(), Codec.LONG, received));
    }
    executed.add(request.data().utf8());
    keep(response(request, LENGTH.answer(), request.data().length()));
    keep(notification(SAY.opcode(), SAY.packet(), String.valueOf(executed.size())));
  }

  private void keep(Message message) {
    kept.add(message);
    tell(message);
  }

  private void tell(Message message) {
    try {
      if (current != null) {
        current.send(message);
      }
    } catch (UncheckedIOException e) {
      // the connection was cut; the client comes back
    }
  }

  private static <T> Message response(Message request, Codec<T> codec, T answer) {
    return Message.response(
        request.opcode(), codec.encode(answer), request.requestId(), Status.SUCCESS);
  }

  private static <T> Message notification(int opcode, Codec<T> codec, T packet) {
    return Message.notification(opcode, codec.encode(packet));
  }
}
