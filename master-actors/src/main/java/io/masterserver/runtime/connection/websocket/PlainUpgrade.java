package io.masterserver.runtime.connection.websocket;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.util.ByteString;

/**
 * A request for a WebSocket as all clients write it, that leaves no doubt: nearly all requests
 * there are. It is read here because to set up Pekko HTTP for it costs more than all else that a
 * connection needs. What is in any way unusual is left to Pekko HTTP, and so is every refusal.
 *
 * @param nonce of the client, its Sec-WebSocket-Key: the answer has to prove that it has seen it
 * @param origin the page that asks, if it is one
 */
record PlainUpgrade(String path, String nonce, Optional<String> origin) {

  private static final int MAX_HEADERS = 64;

  private static final Pattern FIRST_LINE = Pattern.compile("GET (/[a-z]*) HTTP/1\\.1");

  /** A name without what only few use, and text without controls. */
  private static final Pattern HEADER =
      Pattern.compile(
          "([A-Za-z0-9-]{1,64}):[ \\t]*([\\x21-\\x7e](?:[\\x20-\\x7e\\t]{0,4094}[\\x21-\\x7e])?)?[ \\t]*");

  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9.-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

  /** 16 bytes in Base64. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");

  /** They say more of a request than is understood here. */
  private static final Set<String> UNUSUAL =
      Set.of("content-length", "transfer-encoding", "expect", "te", "trailer");

  /** Returns the request, or nothing if Pekko HTTP has to read it. */
  static Optional<PlainUpgrade> read(ByteString head) {
    String[] lines = head.decodeString(StandardCharsets.ISO_8859_1).split("\r\n", -1);
    Matcher first = FIRST_LINE.matcher(lines[0]);
    if (!first.matches() || lines.length > MAX_HEADERS) {
      return Optional.empty();
    }
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length - 2; i++) { // the last two are the empty line and nothing
      Matcher header = HEADER.matcher(lines[i]);
      if (!header.matches() || !isNew(header, headers)) {
        return Optional.empty();
      }
    }
    return asksForWebSocket(headers)
        ? Optional.of(
            new PlainUpgrade(
                first.group(1),
                headers.getOrDefault("sec-websocket-key", ""),
                Optional.ofNullable(headers.get("origin"))))
        : Optional.empty();
  }

  private static boolean isNew(Matcher header, Map<String, String> headers) {
    String name = header.group(1).toLowerCase(Locale.ROOT);
    String value = header.group(2) == null ? "" : header.group(2);
    return !UNUSUAL.contains(name) && headers.put(name, value) == null;
  }

  private static boolean asksForWebSocket(Map<String, String> headers) {
    return has(headers, "host", HOST)
        && headers.getOrDefault("upgrade", "").equalsIgnoreCase("websocket")
        && isUpgrade(headers.getOrDefault("connection", ""))
        && headers.getOrDefault("sec-websocket-version", "").equals("13")
        && has(headers, "sec-websocket-key", KEY);
  }

  private static boolean has(Map<String, String> headers, String name, Pattern value) {
    return value.matcher(headers.getOrDefault(name, "")).matches();
  }

  /** {@code Upgrade}, or what Firefox sends. */
  private static boolean isUpgrade(String connection) {
    String lower = connection.toLowerCase(Locale.ROOT);
    return lower.equals("upgrade") || lower.equals("keep-alive, upgrade");
  }
}
