package io.masterserver.runtime.connection.websocket;

import io.masterserver.api.TokenBucket;
import io.masterserver.runtime.connection.Arrival;
import io.masterserver.runtime.connection.CloseCause;
import io.masterserver.runtime.connection.ConnectionStage;
import io.masterserver.runtime.connection.HeadStage;
import io.masterserver.runtime.connection.Protocol;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * WebSocket: an HTTP request that asks for it on one of its paths, and then one message in each
 * frame. Threads: any.
 */
public final class WebSocketProtocol implements Protocol {

  /** Where a WebSocket is; {@code /w} is the ancestor's. */
  private static final Set<String> PATHS = Set.of("/", "/w", "/ws");

  /** RFC 6455, section 1.3. */
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ConnectionStage.Shared shared;
  private final WebSocketSettings settings;
  private final TokenBucket pings;
  private final HttpRequests requests;
  private final Optional<StaticPages> pages;

  public WebSocketProtocol(
      ActorSystem<?> system, ConnectionStage.Shared shared, WebSocketSettings settings) {
    this.shared = shared;
    this.settings = settings;
    this.pings =
        new TokenBucket(
            settings.maxPingsPerMinute(),
            Duration.ofMinutes(1).dividedBy(settings.maxPingsPerMinute()));
    this.requests =
        new HttpRequests(
            system,
            shared.settings().handshakeTimeout(),
            shared.settings().slowConsumerTimeout(),
            shared.metrics());
    this.pages = settings.staticFiles().map(files -> new StaticPages(system, files));
  }

  @Override
  public String name(boolean secure) {
    return secure ? "wss" : "ws";
  }

  @Override
  public boolean asksProxies() {
    return true;
  }

  @Override
  public Flow<ByteString, ByteString, NotUsed> serve(Arrival arrival) {
    return Flow.of(ByteString.class)
        .via(
            new HeadStage(
                HttpHead.HTTP_HEAD,
                HttpHead.MAX_BYTES,
                shared.settings().handshakeTimeout(),
                arrival.ticket(),
                () -> shared.recordCrowdedOut(arrival)))
        .flatMapPrefix(1, heads -> heads.isEmpty() ? gone() : request(heads.get(0), arrival));
  }

  @Override
  public ByteString refusal(String why) {
    return HttpAnswers.raw("503 Service Unavailable", why);
  }

  private static Flow<ByteString, ByteString, NotUsed> gone() {
    return Flow.fromSinkAndSourceCoupled(Sink.ignore(), Source.empty());
  }

  private Flow<ByteString, ByteString, NotUsed> request(ByteString head, Arrival arrival) {
    if (HttpHead.HTTP_HEAD.isComplete(head)) {
      arrival.ticket().settle();
      return plain(head, arrival)
          .map(upgrade -> upgraded(upgrade.nonce(), arrival))
          .orElseGet(() -> requests.serve(head, request -> answer(request, arrival)));
    }
    boolean late = head.size() < HttpHead.MAX_BYTES;
    ByteString answer =
        late
            ? HttpAnswers.raw(
                "408 Request Timeout",
                "no complete request within %s".formatted(shared.settings().handshakeTimeout()))
            : HttpAnswers.raw(
                "431 Request Header Fields Too Large",
                "the head of the request has more than %d bytes".formatted(HttpHead.MAX_BYTES));
    if (late) {
      shared.metrics().closed(CloseCause.HANDSHAKE_TIMEOUT);
    }
    return requests.answer(answer);
  }

  /** Returns a request that needs no other look; what a proxy says does. */
  private Optional<PlainUpgrade> plain(ByteString head, Arrival arrival) {
    return arrival.proxied()
        ? Optional.empty()
        : PlainUpgrade.read(head)
            .filter(upgrade -> PATHS.contains(upgrade.path()))
            .filter(upgrade -> isAllowed(upgrade.origin()));
  }

  private HttpRequests.Answer answer(HttpRequest request, Arrival arrival) {
    if (!arrival.proxied()) {
      return answerClient(request, arrival);
    }
    Arrival client = ForwardedHeaders.arrival(request, arrival, shared.proxies());
    return shared
        .admitOrRelease(client)
        .<HttpRequests.Answer>map(refusal -> new HttpRequests.Upgrade(refuse(refusal.why())))
        .orElseGet(() -> answerClient(request, client));
  }

  private HttpRequests.Answer answerClient(HttpRequest request, Arrival arrival) {
    String path = request.getUri().path();
    boolean upgrades = request.getAttribute(AttributeKeys.webSocketUpgrade).isPresent();
    if (!upgrades) {
      return page(request, path);
    }
    if (!PATHS.contains(path)) {
      return respond(
          HttpAnswers.text(
              StatusCodes.NOT_FOUND, "no WebSocket at '%s' (there is one at /ws)".formatted(path)));
    }
    if (!isAllowed(request.getHeader("Origin").map(HttpHeader::value))) {
      return respond(
          HttpAnswers.text(
              StatusCodes.FORBIDDEN,
              "pages of this origin may not connect (see master.websocket.allowed-origins)"));
    }
    String key = request.getHeader("Sec-WebSocket-Key").orElseThrow().value();
    return new HttpRequests.Upgrade(upgraded(key, arrival));
  }

  private static HttpRequests.Answer respond(HttpResponse response) {
    return new HttpRequests.Respond(CompletableFuture.completedFuture(response));
  }

  private HttpRequests.Answer page(HttpRequest request, String path) {
    if (!request.method().equals(HttpMethods.GET) && !request.method().equals(HttpMethods.HEAD)) {
      return respond(HttpAnswers.methodNotAllowed());
    }
    return switch (path) {
      case "/w", "/ws" -> respond(HttpAnswers.upgradeRequired(path));
      default ->
          pages
              .<HttpRequests.Answer>map(files -> new HttpRequests.Respond(files.answer(request)))
              .orElseGet(() -> respond(withoutPages(path)));
    };
  }

  private static HttpResponse withoutPages(String path) {
    return path.equals("/") ? HttpAnswers.about() : HttpAnswers.notFound(path);
  }

  /** Only browsers say where a page comes from, and only there it protects anybody. */
  private boolean isAllowed(Optional<String> origin) {
    return settings.allowedOrigins().isEmpty()
        || origin.isEmpty()
        || settings.allowedOrigins().contains(origin.get());
  }

  private Flow<ByteString, ByteString, NotUsed> upgraded(String key, Arrival arrival) {
    var framing = new WebSocketFraming(switching(key), shared.settings().maxMessageBytes(), pings);
    return Flow.fromGraph(
        new ConnectionStage(shared, framing, arrival, arrival.transport(name(arrival.secure()))));
  }

  private static ByteString switching(String key) {
    return ByteString.fromString(
        """
        HTTP/1.1 101 Switching Protocols\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Accept: %s\r
        \r
        """
            .formatted(accept(key)));
  }

  private static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
