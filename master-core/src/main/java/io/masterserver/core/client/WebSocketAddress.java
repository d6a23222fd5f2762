package io.masterserver.core.client;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens for WebSocket.
 *
 * @param encrypted whether it is {@code wss}
 * @param path of the URI, as it stands there
 * @param query of the URI, as it stands there; may be secret, so {@link #toString} leaves it out
 */
record WebSocketAddress(
    boolean encrypted, ServerAddress server, String path, @Nullable String query) {

  private static final String DEFAULT_PATH = "/ws";
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /**
   * Takes a URI to pieces.
   *
   * @throws IllegalArgumentException if it is none of a WebSocket; says why, without its secrets
   */
  static WebSocketAddress of(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean encrypted = scheme.equals("wss");
    if (!encrypted && !scheme.equals("ws")) {
      throw new IllegalArgumentException(
          "scheme of the WebSocket's URI: '%s' (expected: ws or wss, as in ws://host:5000/ws)"
              .formatted(uri.getScheme()));
    }
    String host = uri.getHost();
    if (host == null) {
      throw new IllegalArgumentException(
          "host of the WebSocket's URI: none that is legal (expected: %s://host:port/path)"
              .formatted(scheme));
    }
    refuse(uri.getRawUserInfo(), "user in the WebSocket's URI", host);
    refuse(uri.getRawFragment(), "fragment (#) in the WebSocket's URI", host);
    int port = uri.getPort() >= 0 ? uri.getPort() : encrypted ? HTTPS_PORT : HTTP_PORT;
    String path = uri.getRawPath();
    return new WebSocketAddress(
        encrypted,
        new ServerAddress(withoutBrackets(host), port),
        path.isEmpty() ? DEFAULT_PATH : path,
        uri.getRawQuery());
  }

  private static void refuse(@Nullable String part, String what, String host) {
    if (part != null) {
      throw new IllegalArgumentException("%s for %s (expected: none)".formatted(what, host));
    }
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Returns the same on another server. */
  WebSocketAddress on(ServerAddress other) {
    return new WebSocketAddress(encrypted, other, path, query);
  }

  /**
   * Returns it as the JDK wants it.
   *
   * @throws IllegalArgumentException if the server's host has no place in a URI
   */
  URI uri() {
    return URI.create(query == null ? toString() : this + "?" + query);
  }

  @Override
  public String toString() {
    return "%s://%s%s".formatted(encrypted ? "wss" : "ws", server, path);
  }
}
