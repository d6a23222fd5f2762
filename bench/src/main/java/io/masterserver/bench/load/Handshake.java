package io.masterserver.bench.load;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a client asks a server for a WebSocket, and what the server has to say to it (RFC 6455,
 * section 4).
 *
 * @param key 16 bytes in Base64, other ones for each connection
 */
record Handshake(String key) {

  /** What a server adds to a key, so that nobody says yes who does not know WebSocket. */
  private static final String FROM_THE_STANDARD = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final int KEY_BYTES = 16;

  static Handshake withRandomKey() {
    byte[] key = new byte[KEY_BYTES];
    ThreadLocalRandom.current().nextBytes(key);
    return new Handshake(Base64.getEncoder().encodeToString(key));
  }

  /** What to send; offers no extension. */
  String request(InetSocketAddress server) {
    return String.join(
        "\r\n",
        "GET /ws HTTP/1.1",
        "Host: %s:%d".formatted(server.getHostString(), server.getPort()),
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: " + key,
        "Sec-WebSocket-Version: 13",
        "",
        "");
  }

  /**
   * Holds the head of an answer against the standard.
   *
   * @throws LoadFailure if it is not a yes to this very request
   */
  void requireAccepted(String head) {
    List<String> lines = head.lines().toList();
    boolean accepted =
        !lines.isEmpty()
            && lines.getFirst().startsWith("HTTP/1.1 101 ")
            && field(lines, "upgrade").equalsIgnoreCase("websocket")
            && field(lines, "connection").equalsIgnoreCase("upgrade")
            && field(lines, "sec-websocket-accept").equals(acceptance())
            && field(lines, "sec-websocket-extensions").isEmpty();
    if (!accepted) {
      throw new LoadFailure(
          ("upgrade to WebSocket: '%s' (expected: HTTP/1.1 101, Upgrade: websocket,"
                  + " Connection: Upgrade, Sec-WebSocket-Accept: %s, no extensions)")
              .formatted(String.join(" | ", lines), acceptance()));
    }
  }

  private static String field(List<String> lines, String name) {
    String start = name + ":";
    return lines.stream()
        .skip(1)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).trim())
        .findFirst()
        .orElse("");
  }

  /** The one right Sec-WebSocket-Accept. */
  String acceptance() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + FROM_THE_STANDARD).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
