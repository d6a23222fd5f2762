package io.masterserver.core.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import java.util.concurrent.CompletionStage;

/** What the tests of the client talk about. */
final class Operations {

  static final Request<String, Integer> LENGTH = Request.of(7, "length", Codec.TEXT, Codec.INT);
  static final Notification<String> SAY = Notification.of(8, "say", Codec.TEXT);

  /** Sent again also when the server's node has died. */
  static final Request<String, Integer> SAVE =
      Request.of(10, "save", Codec.TEXT, Codec.INT).durable();

  /** Sent again also when the server's node has died. */
  static final Notification<String> NOTE = Notification.of(11, "note", Codec.TEXT).durable();

  private Operations() {}

  /** Waits at most 10 s. */
  static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, SECONDS);
  }
}
