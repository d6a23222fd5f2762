package io.masterserver.runtime.peer;

import io.masterserver.api.CoreProperties;
import io.masterserver.api.PropertyView;
import io.masterserver.core.packet.Capabilities;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
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

  /**
   * Writes what {@code exchange} has come to, if the peer is to be told.
   *
   * @param peer the properties of the peer
   */
  static void write(
      LiveExchange<?, ?> exchange, Outcome outcome, PropertyView peer, WireWriter out) {
    switch (outcome) {
      case Outcome.Answered(Object answer) -> writeAnswer(exchange, answer, out);
      case Outcome.Done done -> writeText(exchange, Status.SUCCESS, "", out);
      case Outcome.NotDone(Status status, String text) ->
          writeText(exchange, known(status, peer), ErrorText.of(status, text), out);
      case Outcome.Broken(String text) ->
          writeText(exchange, Status.ERROR, ErrorText.of(Status.ERROR, text), out);
      case Outcome.GivenUp gone -> {}
    }
  }

  /** Returns the response to {@code request} that it did not work. */
  static Message response(Message request, Status status, String text) {
    return Message.response(
        request.opcode(), Bytes.ofUtf8(ErrorText.of(status, text)), request.requestId(), status);
  }

  /** Writes a response. */
  static void write(Message response, PropertyView peer, WireWriter out) {
    MessageCodec.writeResponse(
        response.opcode(),
        response.responseId(),
        known(response.status(), peer),
        Codec.RAW,
        response.data(),
        out);
  }

  /**
   * Returns what a client is told that knows only the first version of the protocol, if it does.
   */
  private static Status known(Status status, PropertyView peer) {
    return status != Status.RATE_LIMITED
            || peer.get(CoreProperties.CAPABILITIES)
                .filter(client -> client.has(Capabilities.RATE_LIMITED_STATUS))
                .isPresent()
        ? status
        : Status.FAILED;
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
