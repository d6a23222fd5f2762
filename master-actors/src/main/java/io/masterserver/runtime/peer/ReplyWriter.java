package io.masterserver.runtime.peer;

import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.runtime.exchange.CorrelationId;
import io.masterserver.runtime.exchange.LiveExchange;
import io.masterserver.runtime.exchange.Outcome;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the replies of one turn of a peer into one buffer.
 *
 * <p>The buffer is the thread's: a peer uses it only within a turn, and there are many more peers
 * than threads.
 */
final class ReplyWriter {

  private static final Logger log = LoggerFactory.getLogger(ReplyWriter.class);

  /** A buffer that one large reply has blown up is not kept. */
  private static final int LARGEST_KEPT_BYTES = 256 * 1024;

  private static final ThreadLocal<WireWriter> BUFFER = ThreadLocal.withInitial(WireWriter::new);

  private ReplyWriter() {}

  /** Starts a turn. */
  static WireWriter begin() {
    WireWriter out = BUFFER.get();
    out.clear();
    return out;
  }

  /** Ends a turn and returns what it has written. */
  static ByteString end(WireWriter out) {
    if (out.size() == 0) {
      return ByteString.emptyByteString();
    }
    ByteString frames = ByteString.fromArrayUnsafe(out.toArray());
    if (out.size() > LARGEST_KEPT_BYTES) {
      BUFFER.remove();
    }
    return frames;
  }

  /** Writes what {@code exchange} has come to, if the peer is to be told. */
  static void write(LiveExchange<?, ?> exchange, Outcome outcome, WireWriter out) {
    switch (outcome) {
      case Outcome.Answered(Object answer) -> writeAnswer(exchange, answer, out);
      case Outcome.Done done -> writeText(exchange, Status.SUCCESS, "", out);
      case Outcome.NotDone(Status status, String text) ->
          writeText(exchange, status, ErrorText.of(status, text), out);
      case Outcome.Broken(String text) ->
          writeText(exchange, Status.ERROR, ErrorText.of(Status.ERROR, text), out);
      case Outcome.GivenUp gone -> {}
    }
  }

  private static void writeAnswer(LiveExchange<?, ?> exchange, Object answer, WireWriter out) {
    int start = out.size();
    try {
      writeAnswer(exchange, exchange.handling().answer(), answer, out);
    } catch (RuntimeException e) {
      out.truncate(start);
      String correlationId = CorrelationId.next();
      log.error(
          "Answer of module [{}] to {} cannot be written: {} [correlation id {}]",
          exchange.handling().module(),
          exchange.handling().operation(),
          e.getMessage(),
          correlationId,
          e);
      writeText(exchange, Status.ERROR, CorrelationId.internalServerError(correlationId), out);
    }
  }

  @SuppressWarnings("unchecked") // the exchange has taken only answers of its operation's type
  private static <A> void writeAnswer(
      LiveExchange<?, ?> exchange, @Nullable Codec<A> codec, Object answer, WireWriter out) {
    if (codec == null) {
      throw new IllegalStateException("a notification has no answer");
    }
    int opcode = exchange.handling().operation().opcode();
    if (exchange.expectsResponse()) {
      MessageCodec.writeResponse(
          opcode, exchange.requestId(), Status.SUCCESS, codec, (A) answer, out);
    } else {
      MessageCodec.writeNotification(opcode, codec, (A) answer, out);
    }
  }

  private static void writeText(
      LiveExchange<?, ?> exchange, Status status, String text, WireWriter out) {
    if (exchange.expectsResponse()) {
      MessageCodec.writeResponse(
          exchange.handling().operation().opcode(),
          exchange.requestId(),
          status,
          Codec.TEXT,
          text,
          out);
    }
  }
}
