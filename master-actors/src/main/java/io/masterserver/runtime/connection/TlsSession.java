package io.masterserver.runtime.connection;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One connection's TLS: what has come goes in, and comes out decrypted; what is to leave waits in
 * here. Whatever the engine wants to say it says at once, before it reads on: an engine that has
 * something to say does not read.
 *
 * <p>What takes long, as keys do, is a {@linkplain #task() task}: until that has been run, on
 * whatever thread, nothing else may be called.
 *
 * <p>Between calls it holds no buffers, only what the network has not taken yet and the beginning
 * of a record of which the rest is missing: at most 33 KB, or the engine refuses the record.
 * Threads: one at a time.
 */
final class TlsSession {

  /** More than any record has, encrypted or not. */
  private static final int BUFFER_BYTES = 64 * 1024;

  /** Not used beyond the call that fills it. */
  private static final ThreadLocal<ByteBuffer> BUFFER =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(BUFFER_BYTES));

  private static final byte[] NOTHING = {};

  private final SSLEngine engine;
  private byte[] unfinished = NOTHING;
  private ByteString outgoing = ByteString.emptyByteString();
  private boolean established;

  TlsSession(SSLEngine engine) {
    this.engine = engine;
  }

  /**
   * Decrypts what has come, as far as it goes before the next task.
   *
   * @return what the peer has said by that, perhaps nothing
   * @throws SSLException if it is not TLS as it should be; {@link #alert} then tells the peer why
   */
  ByteString received(ByteString encrypted) throws SSLException {
    ByteBuffer source = ByteBuffer.wrap(withUnfinished(encrypted));
    unfinished = NOTHING;
    ByteString plain = ByteString.emptyByteString();
    while (true) {
      ByteBuffer target = BUFFER.get().clear();
      SSLEngineResult result = engine.unwrap(source, target);
      plain = plain.concat(taken(target));
      note(result);
      boolean answered = answer();
      if (isTaskDue()) {
        if (established) {
          // Keys cost us more than the client, and with TLS 1.2 it could ask for one after another.
          throw new SSLException("one handshake was made already");
        }
        unfinished = rest(source);
        return plain;
      }
      switch (result.getStatus()) {
        case CLOSED -> {
          return plain;
        }
        case BUFFER_UNDERFLOW -> {
          unfinished = rest(source);
          return plain;
        }
        case OK -> {
          if (!source.hasRemaining()) {
            return plain;
          }
          if (result.bytesConsumed() == 0 && result.bytesProduced() == 0 && !answered) {
            throw new SSLException("TLS does not go on: " + result);
          }
        }
        case BUFFER_OVERFLOW -> throw new SSLException("a record is too long: " + result);
      }
    }
  }

  @SuppressWarnings("ByteBufferBackingArray") // wrapped from the array's beginning
  private static byte[] rest(ByteBuffer source) {
    return Arrays.copyOfRange(source.array(), source.position(), source.limit());
  }

  private byte[] withUnfinished(ByteString encrypted) {
    byte[] all = Arrays.copyOf(unfinished, unfinished.length + encrypted.size());
    encrypted.copyToArray(all, unfinished.length);
    return all;
  }

  /**
   * Returns what must be run before anything else is called, or null; then what was {@linkplain
   * #received received} goes on, if only with nothing.
   */
  @Nullable Runnable task() {
    return isTaskDue() ? this::runTasks : null;
  }

  private boolean isTaskDue() {
    return engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
  }

  /** What goes wrong in them the engine throws when it is called next. */
  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  /**
   * Encrypts {@code plain}; nothing once it is closed.
   *
   * @throws SSLException if that is not possible
   */
  void send(ByteString plain) throws SSLException {
    ByteBuffer source = plain.asByteBuffer();
    while (source.hasRemaining() && !engine.isOutboundDone()) {
      SSLEngineResult result = wrap(source);
      if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
        throw new SSLException("TLS takes nothing to send: " + result);
      }
    }
  }

  /** Says that nothing more will be sent. */
  void close() throws SSLException {
    engine.closeOutbound();
    answer();
  }

  /** Says what was wrong with what the peer has sent, if there is a way to say it. */
  void alert() {
    try {
      close();
    } catch (SSLException e) {
      // what is wrong is known already
    }
  }

  /** Whether the handshake is over, so that something can be sent. */
  boolean isEstablished() {
    return established;
  }

  /** Whether the peer has said that it will send nothing more. */
  boolean isEndOfInput() {
    return engine.isInboundDone();
  }

  /** How many bytes the network has not taken yet. */
  int outgoingBytes() {
    return outgoing.size();
  }

  /** Returns what is to leave, and forgets it. */
  ByteString takeOutgoing() {
    ByteString leaving = outgoing;
    outgoing = ByteString.emptyByteString();
    return leaving;
  }

  /** Lets the engine say what it has to; returns whether there was anything. */
  private boolean answer() throws SSLException {
    boolean any = false;
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
      SSLEngineResult result = wrap(ByteBuffer.allocate(0));
      if (result.bytesProduced() == 0) {
        break;
      }
      any = true;
    }
    return any;
  }

  private SSLEngineResult wrap(ByteBuffer source) throws SSLException {
    ByteBuffer target = BUFFER.get().clear();
    SSLEngineResult result = engine.wrap(source, target);
    outgoing = outgoing.concat(taken(target));
    note(result);
    return result;
  }

  private void note(SSLEngineResult result) {
    established |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
  }

  private static ByteString taken(ByteBuffer filled) {
    return filled.position() == 0
        ? ByteString.emptyByteString()
        : ByteString.fromByteBuffer(filled.flip());
  }
}
