package io.masterserver.tests.pages;

import io.masterserver.tests.fixture.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What an HTTP server answers to a request that is sent as it is written: no client mends it. */
record HttpAnswer(int status, String head, String body) {

  static HttpAnswer to(String method, String target, InetSocketAddress server) {
    try (var socket = open(server)) {
      ask(socket, method, target);
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      int end = answer.indexOf("\r\n\r\n");
      return new HttpAnswer(
          Integer.parseInt(answer.split(" ", 3)[1]),
          answer.substring(0, end),
          answer.substring(end + 4));
    } catch (IOException e) {
      throw new UncheckedIOException("no answer to %s %s".formatted(method, target), e);
    }
  }

  static Socket open(InetSocketAddress server) throws IOException {
    var socket = new Socket(server.getAddress(), server.getPort());
    socket.setSoTimeout((int) Await.LONGEST.toMillis());
    return socket;
  }

  static void ask(Socket socket, String method, String target) throws IOException {
    socket
        .getOutputStream()
        .write(
            "%s %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .formatted(method, target)
                .getBytes(StandardCharsets.ISO_8859_1));
  }
}
