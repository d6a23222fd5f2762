package io.masterserver.runtime.connection.websocket;

import java.nio.charset.StandardCharsets;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/** What requests get that become no WebSocket. */
final class HttpAnswers {

  private static final String ABOUT =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Master server</title></head>
      <body>
      <h1>Master server</h1>
      <p>This port is for games, not for browsers: clients open a WebSocket here, at <code>/ws</code>
      (or <code>/w</code>, or <code>/</code>), and send one binary message in each frame.</p>
      </body>
      </html>
      """;

  private HttpAnswers() {}

  /** Tells whoever looks with a browser what this port is. */
  static HttpResponse about() {
    return HttpResponse.create().withEntity(ContentTypes.TEXT_HTML_UTF8, ABOUT);
  }

  /** A request for a WebSocket's path that is no upgrade, or not one of the version we speak. */
  static HttpResponse upgradeRequired(String path) {
    return text(
            StatusCodes.UPGRADE_REQUIRED,
            "'%s' is a WebSocket of version 13 (connect with a WebSocket client)".formatted(path))
        .addHeader(RawHeader.create("Upgrade", "websocket"))
        .addHeader(RawHeader.create("Sec-WebSocket-Version", "13"));
  }

  static HttpResponse notFound(String path) {
    return text(StatusCodes.NOT_FOUND, "nothing at '%s'".formatted(path));
  }

  static HttpResponse methodNotAllowed() {
    return text(StatusCodes.METHOD_NOT_ALLOWED, "only GET is served here")
        .addHeader(RawHeader.create("Allow", "GET, HEAD"));
  }

  static HttpResponse text(StatusCode status, String text) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(ContentTypes.TEXT_PLAIN_UTF8, text + "\n");
  }

  /**
   * Returns an answer as bytes, for requests that were not read to their end.
   *
   * @param status {@code 408 Request Timeout}
   */
  static ByteString raw(String status, String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length + 1;
    return ByteString.fromString(
        """
        HTTP/1.1 %s\r
        Content-Type: text/plain; charset=UTF-8\r
        Content-Length: %d\r
        Connection: close\r
        \r
        %s
        """
            .formatted(status, length, text));
  }
}
