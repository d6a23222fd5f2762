package io.masterserver.runtime.connection.websocket;

import io.masterserver.runtime.connection.ConnectionMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
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

  /** Where the status stands in an answer: behind the version, {@code HTTP/1.1}. */
  private static final int STATUS_AT = 9;

  private final Http http;
  private final Materializer materializer;
  private final Duration within;
  private final Duration slowReaderTimeout;
  private final ConnectionMetrics metrics;

  /**
   * @param within how long a request may take to be answered
   * @param slowReaderTimeout how long a client may take nothing of its answer
   */
  HttpRequests(
      ActorSystem<?> system,
      Duration within,
      Duration slowReaderTimeout,
      ConnectionMetrics metrics) {
    this.http = Http.get(system);
    this.materializer = SystemMaterializer.get(system).materializer();
    this.within = within;
    this.slowReaderTimeout = slowReaderTimeout;
    this.metrics = metrics;
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
            .watchTermination((none, ended) -> stopping(reading, ended))
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

  /** Pekko HTTP may wait for a body that is never read; when all is said, it has to stop. */
  private static NotUsed stopping(SharedKillSwitch reading, CompletionStage<Done> ended) {
    ended.whenComplete((done, failure) -> reading.shutdown());
    return NotUsed.getInstance();
  }

  /** Some lines that are no request make Pekko HTTP wait for more. */
  private Flow<ByteString, ByteString, NotUsed> unreadable() {
    return answer(HttpAnswers.raw("400 Bad Request", "this cannot be read as a request"));
  }

  /** Returns what sends {@code answer}, all there is to be said, and ends. */
  Flow<ByteString, ByteString, NotUsed> answer(ByteString answer) {
    return answer(List.of(answer), Source.empty());
  }

  private Flow<ByteString, ByteString, NotUsed> answer(
      List<ByteString> first, Source<ByteString, NotUsed> rest) {
    first.forEach(line -> metrics.answered(line.slice(STATUS_AT, STATUS_AT + 3).utf8String()));
    return Flow.fromSinkAndSourceCoupled(
        Sink.ignore(), Source.from(first).concat(rest).backpressureTimeout(slowReaderTimeout));
  }
}
