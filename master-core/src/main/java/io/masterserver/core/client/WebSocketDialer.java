package io.masterserver.core.client;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Opens WebSockets, on whatever server at the path and in the way that the user chose. */
final class WebSocketDialer implements Dialer {

  private static final int SWITCHING_PROTOCOLS = 101;

  /** Longer than TCP alone may take: the handshakes of TLS and WebSocket are included. */
  private static final Duration HURRY = Duration.ofSeconds(2);

  private final WebSocketAddress configured;
  private final ClientSettings settings;
  private final HttpClient http;

  WebSocketDialer(WebSocketAddress configured, ClientSettings settings) {
    this.configured = configured;
    this.settings = settings;
    this.http = HttpClients.trusting(settings.tls());
  }

  /**
   * Waits at most the connect time-out, or two seconds if hurried, for all of TCP, TLS and the
   * answer of the server, with the body of a refusal.
   */
  @Override
  public Transport dial(ServerAddress server, boolean hurried) throws IOException {
    WebSocketAddress address = configured.on(server);
    Duration patience =
        hurried ? Timers.shorter(HURRY, settings.connectTimeout()) : settings.connectTimeout();
    try {
      return open(address, patience);
    } catch (ExecutionException e) {
      throw failed(address, e.getCause() == null ? e : e.getCause(), patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(address, e, patience);
    } catch (TimeoutException | RuntimeException e) {
      throw failed(address, e, patience);
    }
  }

  private Transport open(WebSocketAddress address, Duration patience)
      throws ExecutionException, InterruptedException, TimeoutException {
    long nanos = Timers.nanos(patience);
    var arrivals = new Arrivals();
    CompletableFuture<WebSocket> opening =
        http.newWebSocketBuilder()
            .connectTimeout(Duration.ofNanos(nanos))
            .buildAsync(address.uri(), arrivals);
    try {
      // The JDK's time-out ends with the head of the answer; the body of a refusal has to end, too.
      WebSocket socket = opening.get(nanos, NANOSECONDS);
      return new WebSocketTransport(socket, arrivals, settings.maxFrameLength());
    } finally {
      opening.cancel(true); // does nothing when it is done
    }
  }

  private IOException failed(WebSocketAddress address, Throwable why, Duration patience) {
    return new IOException(
        "no connection to %s: %s (is the server running, and the address right?)"
            .formatted(address, reason(why, patience)),
        why);
  }

  private static String reason(Throwable why, Duration patience) {
    return switch (why) {
      case HttpTimeoutException late -> noAnswer(patience);
      case TimeoutException late -> noAnswer(patience);
      case ConnectException failed -> reason(failed);
      case WebSocketHandshakeException refused -> reason(refused);
      default -> why.toString();
    };
  }

  private static String noAnswer(Duration patience) {
    return "no answer within " + Seconds.of(patience);
  }

  /** The JDK loses the operating system's words. */
  private static String reason(ConnectException failed) {
    if (failed.getCause() instanceof UnresolvedAddressException) {
      return "the name of the host cannot be resolved";
    }
    return failed.getMessage() == null ? "nobody listens there" : failed.getMessage();
  }

  private static String reason(WebSocketHandshakeException refused) {
    int status = refused.getResponse().statusCode();
    if (status != SWITCHING_PROTOCOLS) {
      return "the server answered with HTTP status %d instead of a WebSocket".formatted(status);
    }
    Throwable cause = refused.getCause();
    return "the server's handshake is wrong: " + (cause == null ? refused : cause.getMessage());
  }
}
