package io.masterserver.runtime.connection.websocket;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.TLSProtocol;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.TLSPlacebo;
import org.apache.pekko.util.ByteString;

/**
 * Reads one HTTP request, by Pekko HTTP, in a little stream of its own; what becomes of the
 * connection then is for others to say. Threads: any.
 *
 * <p>So the HTTP machinery is there for the request only, and not for as long as the WebSocket.
 */
final class HttpRequests {

  /** What becomes of a request. */
  sealed interface Answer {}

  /** It is answered, and the connection ends. */
  record Respond(CompletionStage<HttpResponse> response) implements Answer {}

  /** The bytes of the connection go on through {@code flow}, which sends the answer. */
  record Upgrade(Flow<ByteString, ByteString, NotUsed> flow) implements Answer {}

  private final Http http;
  private final Materializer materializer;
  private final Duration within;
  private final Duration slowReaderTimeout;

  /**
   * @param within how long a request may take to be answered
   * @param slowReaderTimeout how long a client may take nothing of its answer
   */
  HttpRequests(ActorSystem<?> system, Duration within, Duration slowReaderTimeout) {
    this.http = Http.get(system);
    this.materializer = SystemMaterializer.get(system).materializer();
    this.within = within;
    this.slowReaderTimeout = slowReaderTimeout;
  }

  /**
   * Returns what serves the connection from here on.
   *
   * @param head a whole head; a body is not read
   */
  Flow<ByteString, ByteString, NotUsed> serve(
      ByteString head, Function<HttpRequest, Answer> handler) {
    var upgraded = new CompletableFuture<Flow<ByteString, ByteString, NotUsed>>();
    SharedKillSwitch reading = KillSwitches.shared("http-request");
    CompletableFuture<Flow<ByteString, ByteString, NotUsed>> answered =
        Source.single(head)
            .concat(Source.<ByteString>maybe()) // the client is still there
            .via(reading.flow())
            .via(
                http(
                    request ->
                        switch (handler.apply(request)) {
                          case Respond(var response) ->
                              response.thenApply(it -> it.addHeader(Connection.create("close")));
                          case Upgrade(var flow) -> {
                            upgraded.complete(flow);
                            reading.shutdown();
                            yield new CompletableFuture<>(); // there is nobody to be answered
                          }
                        }))
            .via(reading.flow())
            .initialTimeout(within)
            .prefixAndTail(1)
            .runWith(Sink.head(), materializer)
            .thenApply(bytes -> answer(bytes.first(), bytes.second()))
            .exceptionally(failure -> unreadable())
            .toCompletableFuture();
    return Flow.completionStageFlow(upgraded.applyToEither(answered, first -> first))
        .mapMaterializedValue(unused -> NotUsed.getInstance());
  }

  private Flow<ByteString, ByteString, NotUsed> http(
      Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    Flow<TLSProtocol.SessionBytes, TLSProtocol.SslTlsOutbound, NotUsed> layer =
        Flow.of(TLSProtocol.SessionBytes.class)
            .<TLSProtocol.SslTlsInbound>map(bytes -> bytes)
            .via(
                http.serverLayer()
                    .reversed()
                    .join(Flow.of(HttpRequest.class).mapAsync(1, handler::apply)));
    return TLSPlacebo.getInstance().reversed().join(layer);
  }

  /** Some lines that are no request make Pekko HTTP wait for more. */
  private static Flow<ByteString, ByteString, NotUsed> unreadable() {
    return Flow.fromSinkAndSourceCoupled(
        Sink.ignore(),
        Source.single(HttpAnswers.raw("400 Bad Request", "this cannot be read as a request")));
  }

  private Flow<ByteString, ByteString, NotUsed> answer(
      List<ByteString> first, Source<ByteString, NotUsed> rest) {
    return Flow.fromSinkAndSourceCoupled(
        Sink.ignore(), Source.from(first).concat(rest).backpressureTimeout(slowReaderTimeout));
  }
}
