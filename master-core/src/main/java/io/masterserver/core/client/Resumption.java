package io.masterserver.core.client;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.session.ResumeSession;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.packet.session.SessionResumed;
import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.core.wire.FrameDecoder.Decoded;
import io.masterserver.core.wire.MalformedFrame;
import io.masterserver.core.wire.MalformedPacket;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * The first words on a connection that is to go on with a session, before anybody else uses it.
 * Threads: one.
 */
final class Resumption {

  /** What the server says to it. */
  sealed interface Answer {}

  /** The session goes on. What the server sends behind that is still to be read. */
  record Resumed(SessionResumed how) implements Answer {}

  /** There is no such session any more; the connection is as good as any new one. */
  record Refused(String why) implements Answer {}

  /** The server's last words need not be read, but its end is better than a broken connection. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  /** The requests of the client have other ids, 1 or more. */
  private static final int ID = -2;

  /** A server that says so does not know yet whether there is the session. */
  private static final Set<Status> NOT_NOW = EnumSet.of(Status.TIMEOUT, Status.RATE_LIMITED);

  private final ServerAddress address;
  private final Transport transport;
  private volatile boolean late;

  Resumption(ServerAddress address, Transport transport) {
    this.address = address;
    this.transport = transport;
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws IOException if there was none within {@code patience}, or none that says yes or no; the
   *     transport is closed then
   */
  Answer ask(ResumeSession resume, Duration patience) throws IOException {
    Future<?> timer = Timers.after(patience, this::expire);
    boolean answered = false;
    try {
      transport.write(request(resume));
      Message answer = awaitAnswer();
      answered = true;
      return read(answer);
    } catch (IOException | MalformedFrame e) {
      throw new IOException(
          "session not resumed at %s: %s".formatted(address, why(e, patience)), e);
    } finally {
      timer.cancel(false);
      if (!answered) {
        transport.close();
      }
    }
  }

  /** Says that nobody goes on with the session that was resumed, and hangs up; does not wait. */
  static void decline(Transport transport) {
    Future<?> unused = Timers.after(LINGER, transport::close);
    Thread.ofVirtual().name("master-client-decline").start(() -> sayClose(transport));
  }

  private static void sayClose(Transport transport) {
    try {
      var out = new WireWriter();
      MessageCodec.writeNotification(
          SessionOperations.CLOSE.opcode(), SessionOperations.CLOSE.packet(), Empty.EMPTY, out);
      transport.write(out);
      transport.finish();
    } catch (IOException e) {
      transport.close();
    }
  }

  private void expire() {
    late = true;
    transport.close();
  }

  private String why(Exception e, Duration patience) {
    return late ? "no answer within " + Seconds.of(patience) : String.valueOf(e.getMessage());
  }

  private static WireWriter request(ResumeSession resume) {
    var out = new WireWriter();
    MessageCodec.writeRequest(
        SessionOperations.RESUME.opcode(), ID, SessionOperations.RESUME.packet(), resume, out);
    return out;
  }

  /** Whatever else comes is about the connection, and not to be answered yet. */
  private Message awaitAnswer() throws IOException {
    String farewell = null;
    while (transport.await()) {
      for (Decoded next = transport.next(); next != null; next = transport.next()) {
        if (!(next instanceof FrameDecoder.Whole(Message message))) {
          continue;
        }
        if (message.isResponse() && message.responseId() == ID) {
          return checked(message);
        }
        if (message.opcode() == CoreOperations.DISCONNECTED.opcode()) {
          farewell = message.data().utf8();
        }
      }
    }
    throw new IOException(farewell == null ? transport.farewell() : farewell);
  }

  private static Message checked(Message answer) throws IOException {
    if (NOT_NOW.contains(answer.status())) {
      throw new IOException(answer.data().utf8());
    }
    return answer;
  }

  private static Answer read(Message answer) {
    if (answer.status() != Status.SUCCESS) {
      return new Refused("%s (%s)".formatted(answer.data().utf8(), answer.status()));
    }
    try {
      return new Resumed(SessionOperations.RESUME.answer().decode(answer.data()));
    } catch (MalformedPacket e) {
      return new Refused("the server's answer cannot be read: " + e.getMessage());
    }
  }
}
