package io.masterserver.bench.soak.line;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way into the server.
 *
 * @param name of the transport, as the server says it
 */
public record Door(String name, InetSocketAddress address, Framing framing) {

  private static final Pattern LISTENER =
      Pattern.compile("\"transport\"\\s*:\\s*\"(\\w+)\"[^}]*\"port\"\\s*:\\s*(\\d+)");

  /** The doors that a server's ready line names, as far as they can be used here; tcp is first. */
  public static List<Door> in(String readyLine) {
    List<Door> doors = new ArrayList<>();
    Matcher listener = LISTENER.matcher(readyLine);
    while (listener.find()) {
      var address =
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(), Integer.parseInt(listener.group(2)));
      switch (listener.group(1)) {
        case "tcp" -> doors.addFirst(new Door("tcp", address, LengthPrefix.INSTANCE));
        case "ws" -> doors.add(new Door("ws", address, WebSocketFraming.INSTANCE));
        default -> {} // over TLS, say: not soaked
      }
    }
    return doors;
  }
}
